/** As printed and shown: two groups of four from an alphabet without look-alikes, for example `K7QM-3FXD`. */
export const ENROLMENT_CODE_PATTERN = /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/;
