/** For the environment of a Node.js process: its inspector, once it is opened, takes any free port instead of 9229. */
export const ownInspectorPort = { NODE_OPTIONS: '--inspect-port=0' } as const;

/** The same for one that has options of its own. */
export const withInspectorPort = (options: string | undefined): string =>
  [options, ownInspectorPort.NODE_OPTIONS].filter(Boolean).join(' ');
