import { openTestPostgres } from '../../support/database.ts';
import { pullContract } from './pull-contract.ts';

pullContract('PostgreSQL', () => openTestPostgres());
