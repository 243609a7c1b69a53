export function install(options: { readonly isOurs: boolean }): void;
export function pgPoolPrototype(): object | undefined;
