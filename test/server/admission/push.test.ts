import { openPglite } from '../../support/database.ts';
import { pushContract } from './push-contract.ts';

pushContract('PGlite', () => openPglite());
