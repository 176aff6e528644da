import { describe, expect, it } from '@jest/globals';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { findServiceAccount } from './service-account.js';

const root = 'root:x:0:0:root:/root:/bin/bash';
const nobody = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash';

describe('the user that PostgreSQL runs as below root', () => {
  it('is postgres where there is one', () => {
    expect(findServiceAccount([root, nobody, postgres].join('\n'))).toEqual({ name: 'postgres', uid: 101, gid: 104 });
  });

  it('is nobody elsewhere', () => {
    expect(findServiceAccount(`${root}\n${nobody}\n`)).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
  });

  it('is asked for in words when there is neither', () => {
    expect(() => findServiceAccount(root)).toThrow(EmbeddedPostgresError);
  });
});
