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
      /** How messages call it: `this checkout`. */
      readonly name: string;
      readonly recipe: TargetRecipe;
      /** A checkout of the service. */
      readonly folder: string;
      /** The file that its output is added to. */
      readonly log: string;
      /** Its build was made before: it is only reset and started. */
      readonly isBuilt: boolean;
    }
  | { readonly kind: 'url'; readonly url: string };
