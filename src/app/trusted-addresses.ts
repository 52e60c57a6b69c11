/**
 * The one trusted-types policy of the app. Browsers ask it about every address a worker or service
 * worker is loaded from; only files of our own build pass. Markup and scripts from strings never do.
 */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

export function isOwnScript(address: string, origin: string): boolean {
  let url: URL;
  try {
    url = new URL(address, origin);
  } catch {
    return false;
  }
  const isOwnFile = /^\/(assets|src|node_modules)\/|^\/service-worker\.js$|^\/@/.test(url.pathname);
  return url.origin === origin && isOwnFile;
}

export function trustOwnScripts(view: Window): void {
  const factory = (view as Window & { trustedTypes?: PolicyFactory }).trustedTypes;
  factory?.createPolicy('default', {
    createScriptURL(address) {
      if (isOwnScript(address, view.location.origin)) return address;
      throw new TypeError('a worker is loaded from our own build only');
    },
  });
}
