/**
 * `NODE_OPTIONS` of a service whose inspector, once it is opened, takes that port instead of 9229, which another
 * process may have. Not 0: the members of a cluster take the ports after it, and end at the sight of port 1.
 */
export const withInspectorPort = (options: string | undefined, port: number): string =>
  [options, `--inspect-port=${port}`].filter(Boolean).join(' ');
