export function install(options: { readonly isOurs: boolean }): void;
