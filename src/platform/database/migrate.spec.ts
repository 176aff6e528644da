import { describe, expect, it } from '@jest/globals';

import { refuseOldServer } from './migrate.js';

describe('the version of a PostgreSQL server', () => {
  it.each(['15.0', '15.14 (Debian 15.14-0+deb12u1)', '18.4', '19beta1'])('%s will do', (version) => {
    expect(() => refuseOldServer(version)).not.toThrow();
  });

  it.each(['14.19 (Debian 14.19-1)', '9.6.24', 'of an unknown version'])('%s is refused by name', (version) => {
    expect(() => refuseOldServer(version)).toThrow(`it runs PostgreSQL ${version}, and Shewhart needs 15 or later`);
  });
});
