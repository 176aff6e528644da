/** Where the provider sends people back to: what must be entered there for this client. */
export function redirectTo(publicUrl: string, slug: string): string {
  return `${publicUrl}/api/v1/sso/${slug}/callback`;
}
