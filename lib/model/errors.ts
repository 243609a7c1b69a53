import { type ExitCode, exitCodes } from './exit-codes.ts';

interface ErrorDetails {
  /** What the user can do next: one sentence, printed after the message. */
  hint?: string;
  cause?: unknown;
}

/**
 * A mistake or a trouble that caseload knows: printed as one line (what, the value seen, what is allowed, what to do),
 * never as a stack. Any other error is a bug in caseload: stack and exit 70.
 */
export class HarnessError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(message: string, exitCode: ExitCode, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.hint = details.hint;
  }
}

/** The options or the configuration are invalid: exit 2. */
export class UsageError extends HarnessError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, exitCodes.usage, details);
  }
}

/** The target (shop, database or the user's own service) is absent, broken or answers unexpectedly: exit 10. */
export class TargetError extends HarnessError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, exitCodes.trouble, details);
  }
}

/** k6 could not be found, started or understood: exit 10. */
export class EngineError extends HarnessError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, exitCodes.trouble, details);
  }
}

/** A file could not be read or written: exit 10. */
export class ArtifactError extends HarnessError {
  constructor(message: string, details?: ErrorDetails) {
    super(message, exitCodes.trouble, details);
  }
}

/** The user (or the system) stopped us: exit 130. */
export class InterruptedError extends HarnessError {
  constructor(message = 'interrupted', details?: ErrorDetails) {
    super(message, exitCodes.interrupted, details);
  }
}
