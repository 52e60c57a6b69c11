import { openTestPostgres } from '../../support/database.ts';
import { tablesContract } from './tables-contract.ts';

tablesContract('PostgreSQL', openTestPostgres);
