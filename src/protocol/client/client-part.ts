/**
 * A part of a store's clients, as it lies in a segment: base64url of format (1 byte, authenticated),
 * initialisation vector (12), and AES-256-GCM under the store's client key over the gzip of a JSON array of
 * clients. One seal for hundreds of them: opening twenty thousand one by one would be a second of waiting.
 */
export const CLIENT_PART_FORMAT = 3;
