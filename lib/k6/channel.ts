import { messageMark, type PreparationMessage } from '../contract/preparation.ts';

/** Sends a message to Node: k6 writes its console to a private file (docs/decisions/0010). */
export const send = (message: PreparationMessage): void => {
  // biome-ignore lint/suspicious/noConsole: the console is the only way out of a VU.
  console.log(messageMark + JSON.stringify(message));
};
