import { messageMark, type PreparationMessage } from '../contract/preparation.ts';

/** Hands a message to Node: k6 writes its console to a private file (docs/decisions/0010). */
export const send = (message: PreparationMessage): void => {
  // biome-ignore lint/suspicious/noConsole: the console is the one way in which a VU hands anything to the outside.
  console.log(messageMark + JSON.stringify(message));
};
