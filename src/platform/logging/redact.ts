/**
 * Takes secrets out of a text that is about to be logged: the values of `token=…`, `password=…` and the like, passwords in
 * addresses, long random parts of paths, and bearer tokens. Nobody should put them there; a library's error message may.
 */
export function redact(text: string): string {
  return text
    .replace(/\b(token|password|secret|api[_-]?key|cookie)(["']?\s*[=:]\s*["']?)[^\s&"',;]+/gi, '$1$2[hidden]')
    .replace(/(\w+:\/\/[^\s:/@]*):[^\s/@]+@/g, '$1:[hidden]@')
    .replace(/\/[\w-]{40,}(?=[./?\s]|$)/g, '/[hidden]')
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/g, '$1 [hidden]');
}
