/** Which build this is; set by the bundler. */
declare const __BUILD__: string;

/** The WebAssembly file of the very zxing-wasm that barcode-detector was built against. */
declare module 'zxing-of-barcode-detector?url' {
  const address: string;
  export default address;
}
