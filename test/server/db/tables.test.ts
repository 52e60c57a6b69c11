import { openPglite } from '../../support/database.ts';
import { tablesContract } from './tables-contract.ts';

tablesContract('PGlite', openPglite);
