/** What the signature under a review is called. */
export const SIGN_OFF = 'review.sign_off';
