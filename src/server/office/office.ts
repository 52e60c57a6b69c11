/** The office's one door: everything head office may ask of a retailer, each call for one tenant. */
import { instantOf } from '../../kernel/ports.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import type {
  AssociatePatch,
  AssociateRequest,
  EraseClientResponse,
  ExceptionsResponse,
  FindClientsResponse,
  LocationFacts,
  LocationPatch,
  LocationRequest,
  OfficeAssociate,
  OverviewResponse,
  RegisterFacts,
  RegisterRequest,
  SalesQuery,
  SalesResponse,
} from '../../protocol/office.ts';
import { type EnrolmentOffer, offerEnrolment } from '../auth/enrolment-codes.ts';
import { withTenant } from '../db/database.ts';
import type { Db } from '../db/schema.ts';
import { type AssociateRefusal, addAssociate, changeAssociate, readAssociates, setPin } from './associates.ts';
import { addLocation, changeLocation, type LocationRefusal } from './change-locations.ts';
import { type ClientRefusal, eraseClient, findClients } from './clients.ts';
import { readAttention, readExceptions } from './exceptions.ts';
import { readLocations } from './locations.ts';
import type { OfficeTools } from './office-tools.ts';
import { addRegister, type RegisterRefusal, readRegisters, revokeIncarnation } from './registers.ts';
import { readDaySales, readSales, type SalesRefusal, salesAsCsv } from './sales.ts';

export interface Office {
  retailer(tenant: string): Promise<{ id: string; name: string }>;
  overview(tenant: string): Promise<OverviewResponse>;
  addLocation(tenant: string, request: LocationRequest): Promise<Verdict<LocationFacts, LocationRefusal>>;
  changeLocation(tenant: string, id: string, patch: LocationPatch): Promise<Verdict<LocationFacts, LocationRefusal>>;
  addRegister(tenant: string, request: RegisterRequest): Promise<Verdict<RegisterFacts, RegisterRefusal>>;
  offerEnrolment(
    tenant: string,
    wish: { register: string; allowBrowserTab: boolean },
  ): Promise<Verdict<EnrolmentOffer, { readonly code: 'register-unknown' }>>;
  revoke(
    tenant: string,
    life: { register: string; incarnation: number },
  ): Promise<Verdict<RegisterFacts, { readonly code: 'incarnation-unknown' }>>;
  addAssociate(tenant: string, request: AssociateRequest): Promise<Verdict<OfficeAssociate, AssociateRefusal>>;
  changeAssociate(
    tenant: string,
    id: string,
    patch: AssociatePatch,
  ): Promise<Verdict<OfficeAssociate, AssociateRefusal>>;
  setPin(tenant: string, id: string, pin: string): Promise<Verdict<OfficeAssociate, AssociateRefusal>>;
  sales(tenant: string, query: SalesQuery): Promise<Verdict<SalesResponse, SalesRefusal>>;
  salesCsv(tenant: string, query: SalesQuery): Promise<Verdict<ReadableStream<Uint8Array>, SalesRefusal>>;
  exceptions(tenant: string): Promise<ExceptionsResponse>;
  findClients(tenant: string, text: string): Promise<FindClientsResponse>;
  eraseClient(tenant: string, id: string): Promise<Verdict<EraseClientResponse, ClientRefusal>>;
}

export function createOffice(tools: OfficeTools): Office {
  const { clock } = tools;
  const { db } = tools.database;
  const retailer = async (tenant: string) =>
    db.selectFrom('tenant').select(['id', 'name']).where('id', '=', tenant).executeTakeFirstOrThrow();
  return {
    retailer,
    overview: (tenant) =>
      withTenant(
        db,
        tenant,
        async (tx) => {
          const serverTime = instantOf(clock);
          const locations = await readLocations(tx, tenant, serverTime);
          return {
            serverTime,
            build: tools.build,
            retailer: await tx
              .selectFrom('tenant')
              .select(['id', 'name'])
              .where('id', '=', tenant)
              .executeTakeFirstOrThrow(),
            locations,
            registers: await readRegisters(tx, tenant),
            associates: await readAssociates(tx, tenant),
            hasGoods: await hasGoods(tx, tenant),
            sales: await readDaySales(tx, tenant, locations),
            attention: await readAttention(tx, tenant),
          };
        },
        { readOnly: true, isolation: 'repeatable read' },
      ),
    addLocation: (tenant, request) => addLocation(tools, tenant, request),
    changeLocation: (tenant, id, patch) => changeLocation(tools, tenant, id, patch),
    addRegister: (tenant, request) => addRegister(tools, tenant, request),
    offerEnrolment: async (tenant, wish) => {
      const offered = await offerEnrolment(tools, { tenant, ...wish });
      return offered.ok ? granted(offered.value) : refused(offered.refusal);
    },
    revoke: (tenant, life) => revokeIncarnation(tools, tenant, life),
    addAssociate: (tenant, request) => addAssociate(tools, tenant, request),
    changeAssociate: (tenant, id, patch) => changeAssociate(tools, tenant, id, patch),
    setPin: (tenant, id, pin) => setPin(tools, tenant, id, pin),
    sales: (tenant, query) => readSales(tools, tenant, query),
    salesCsv: (tenant, query) => salesAsCsv(tools, tenant, query),
    findClients: (tenant, text) => findClients(tools, tenant, text),
    eraseClient: (tenant, id) => eraseClient(tools, tenant, id),
    exceptions: (tenant) => withTenant(db, tenant, (tx) => readExceptions(tx, tenant), { readOnly: true }),
  };
}

async function hasGoods(tx: Db, tenant: string): Promise<boolean> {
  const first = await tx
    .selectFrom('variant')
    .select('ordinal')
    .where('tenant', '=', tenant)
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}
