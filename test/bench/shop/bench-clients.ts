/** Clients of the bench's store, straight into its tables: what is measured is how tablets take and show them. */
import { NEW_CLIENT } from '../../../src/domain/client/client.ts';
import { createIdSource } from '../../../src/kernel/ids.ts';
import { systemClock, systemRandom } from '../../../src/kernel/system-ports.ts';
import { openCentral } from '../../support/central.ts';
import { nameOf } from '../benches/clients.ts';

const AT_A_TIME = 2_000;

/** `store`: its name. */
export async function addClients(folder: string, store: string, count: number): Promise<void> {
  const newId = createIdSource({ clock: systemClock, random: systemRandom });
  const central = await openCentral(folder);
  try {
    const [place] = await central.rows<{ tenant: string; id: string }>(
      'select tenant, id from location where name = $1',
      store,
    );
    for (let from = 0; from < count; from += AT_A_TIME) {
      const some = Array.from({ length: Math.min(AT_A_TIME, count - from) }, (_, at) => {
        const number = from + at;
        const phone = `+31 20 555 ${String(number).padStart(5, '0')}`;
        const email = `client-${number}@example.com`;
        return {
          ...NEW_CLIENT,
          id: newId('client'),
          name: nameOf(number),
          phone,
          email,
          note: 'Prefers to be called in the morning.',
        };
      });
      await central.rows(
        `with people as (
           insert into client (tenant, id, record, updated_at)
           select $1, one->>'id', one, now() from jsonb_array_elements($3::jsonb) as one returning id)
         insert into client_location (tenant, location, client) select $1, $2, id from people`,
        place?.tenant,
        place?.id,
        JSON.stringify(some),
      );
    }
    // Nobody was told one by one: whoever pulls is sent to segments.
    await central.rows(
      `insert into stream (tenant, id, head, floor) values ($1, $2, 1, 1)
       on conflict (tenant, id) do update set head = stream.head + 1, floor = stream.head + 1`,
      place?.tenant,
      `clients:${place?.id}`,
    );
  } finally {
    await central.close();
  }
}
