/** A database with all migrations run: a test's own database is a copy of it, which takes milliseconds. */
export const TEMPLATE_DATABASE = 'evertill_template';
