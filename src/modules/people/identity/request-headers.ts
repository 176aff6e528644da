/** Where the mount puts the id of the request, over whatever the caller sent; the trail names it. */
export const REQUEST_ID_HEADER = 'x-shewhart-request-id';
