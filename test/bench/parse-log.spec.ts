import { describe, expect, it } from '@jest/globals';

import { statementsIn } from '../../bench/recording/parse-log.js';

const LOG = `@shewhart@ LOG:  statement: START TRANSACTION
@shewhart@ LOG:  execute <unnamed>: SELECT a
\tFROM t WHERE b = $1 AND c = $2
@shewhart@ DETAIL:  Parameters: $1 = 'it''s, $9 = ''x''', $2 = NULL
@bench@ LOG:  statement: SELECT pg_reload_conf()
@@ LOG:  received SIGHUP, reloading configuration files
@shewhart@ LOG:  execute by_key: SELECT 1
@shewhart@ LOG:  statement: COMMIT
`;

describe("reading statements out of PostgreSQL's log", () => {
  it('tells what one application sent, in order, with parameters as PostgreSQL wrote them out', () => {
    expect(statementsIn(LOG, 'shewhart')).toEqual([
      { text: 'START TRANSACTION' },
      { text: 'SELECT a\nFROM t WHERE b = $1 AND c = $2', params: ["it's, $9 = 'x'", null] },
      { text: 'SELECT 1', name: 'by_key', params: [] },
      { text: 'COMMIT' },
    ]);
  });

  it('does not mistake what somebody else sent for it', () => {
    expect(statementsIn(LOG, 'bench')).toEqual([{ text: 'SELECT pg_reload_conf()' }]);
    expect(statementsIn(LOG, 'bare')).toEqual([]);
  });
});
