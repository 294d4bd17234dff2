/** The address of the file, for bundlers that copy it. */
declare const address: string;
export default address;
