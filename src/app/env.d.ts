/** Which build this is; set by the bundler. */
declare const __BUILD__: string;
