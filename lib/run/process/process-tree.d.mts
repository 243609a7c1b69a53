export interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly startedAt: number;
}

export const markName: string;
export function listProcesses(known?: ReadonlySet<number>): Entry[];
export function lookSince(startedAt: number): void;
export function ownStart(): number;
export function isMarked(pid: number, mark: string): boolean;
export function treeOf(leaders: readonly number[], mark: string, older?: Set<number>): Entry[];
export function innermost(tree: readonly Entry[]): Entry[];
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean;
export function killTree(leaders: readonly number[], mark: string): void;
