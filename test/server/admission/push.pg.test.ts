import { openTestPostgres } from '../../support/database.ts';
import { pushContract } from './push-contract.ts';

pushContract('PostgreSQL', () => openTestPostgres());
