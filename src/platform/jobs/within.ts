/** @throws Error when the work has not ended by then; it goes on, and what becomes of it is nobody's business any more */
export async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  const working = work();
  working.catch(() => undefined);
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(limit);
  }
}
