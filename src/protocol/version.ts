/**
 * v1  the first register that syncs
 */
export const PROTOCOL_VERSION = 1;
/** Registers in the field are upgraded by hand. The server never stops speaking to this version. */
export const OLDEST_SPOKEN_VERSION = 1;
