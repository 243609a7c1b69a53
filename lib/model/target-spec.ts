import type { TargetRecipe } from './config.ts';

/** What the load is to be sent to. */
export type TargetSpec =
  | {
      readonly kind: 'shop';
      /** Win over those of the environment. */
      readonly settings?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'recipe';
      readonly recipe: TargetRecipe;
      /** A checkout of the service, already built. */
      readonly folder: string;
      /** The file that its output is added to. */
      readonly log: string;
      /** Values that are overwritten in the log. */
      readonly secrets?: readonly string[];
    }
  | { readonly kind: 'url'; readonly url: string };
