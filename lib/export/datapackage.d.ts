/** What the tests use of the reader of data packages, which comes without types. */
declare module 'datapackage' {
  export function validate(descriptor: object): Promise<{ valid: boolean; errors: Error[] }>;
}
