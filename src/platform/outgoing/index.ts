export * from './outgoing-http.js';
export * from './public-addresses.js';
