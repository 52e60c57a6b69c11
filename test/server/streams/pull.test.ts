import { openPglite } from '../../support/database.ts';
import { pullContract } from './pull-contract.ts';

pullContract('PGlite', () => openPglite());
