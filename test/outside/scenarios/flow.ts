declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    flag: string;
    itemId: string;
    first: string;
    below: string;
    large: string;
    share: string;
    whole: string;
    next?: string;
  }
}

export {};
