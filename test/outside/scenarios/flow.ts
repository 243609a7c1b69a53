declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    flag: string;
    itemId: string;
    next?: string;
  }
}

export {};
