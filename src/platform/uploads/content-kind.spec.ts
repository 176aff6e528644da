import { gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { contentKindOf } from './content-kind.js';
import { storedZip } from './stored-zip.js';
import { encodingNamed, encodingOf } from './text-encoding.js';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** 渠道 in GBK, as `iconv -t gbk` writes it. */
const GBK = Buffer.from([0xc7, 0xfe, 0xb5, 0xc0]);

describe('the kind of a body', () => {
  it.each([
    ['text', 'nothing', Buffer.alloc(0)],
    ['text', 'CSV', Buffer.from('timestamp,value\r\n')],
    ['text', 'CSV with a byte order mark', Buffer.from('\ufefftimestamp,value\r\n')],
    ['text', 'CSV in UTF-16 with a mark', Buffer.from('\ufefftimestamp', 'utf16le')],
    ['text', 'CSV in UTF-16 without one', Buffer.from('timestamp', 'utf16le')],
    ['text', 'CSV in UTF-16, the high byte first', utf16be('timestamp')],
    ['text', 'CSV in GBK', Buffer.concat([Buffer.from('timestamp,value,'), GBK])],
    ['text', 'JSON', Buffer.from('{"points": "<html>"}')],
    ['text', 'a comparison', Buffer.from('< 5')],
    ['markup', 'a page', Buffer.from('\r\n<!DOCTYPE html>')],
    ['markup', 'a page without a type', Buffer.from('<html lang="en">')],
    ['markup', 'a drawing', Buffer.from('<svg onload="alert(1)">')],
    ['markup', 'XML behind a mark', Buffer.from('\ufeff<?xml version="1.0"?>')],
    ['markup', 'a page in UTF-16', Buffer.from('\ufeff<html>', 'utf16le')],
    ['zip', 'an archive', storedZip(new Map([['a', Buffer.from('a')]]))],
    ['zip', 'an archive of nothing', storedZip(new Map())],
    ['gzip', 'packed CSV', gzipSync('timestamp,value')],
    ['pdf', 'a document', Buffer.from('%PDF-1.7\n')],
    ['ole', 'Excel 97', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['picture', 'PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['picture', 'JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['binary', 'text with a NUL', Buffer.from('timestamp\0,value')],
    ['binary', 'a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1')],
  ])('is %s for %s', (kind, _, body) => {
    expect(contentKindOf(body)).toBe(kind);
  });
});

describe('the encoding of a text', () => {
  it.each([
    ['utf-8', 'nothing said', Buffer.from('a'), undefined],
    ['gb18030', 'what is declared', GBK, 'gb18030'],
    ['utf-8', 'its mark, whatever is declared', Buffer.from('\ufeffa'), 'gb18030'],
    ['utf-16le', 'its mark, whatever is declared', Buffer.from('\ufeffa', 'utf16le'), 'utf-8'],
    ['utf-16be', 'its mark', utf16be('\ufeffa'), undefined],
    ['utf-16le', 'its zero bytes', Buffer.from('time', 'utf16le'), 'utf-8'],
    ['utf-16be', 'its zero bytes', utf16be('time'), undefined],
  ] as const)('is %s by %s', (encoding, _, first, declared) => {
    expect(encodingOf(first, declared)).toBe(encoding);
  });

  it.each([
    ['GBK', 'gb18030'],
    ['gb2312', 'gb18030'],
    ['UTF-8', 'utf-8'],
    ['windows-1252', undefined],
    ['constructor', undefined],
  ])('%s is read as %s', (charset, encoding) => {
    expect(encodingNamed(charset)).toBe(encoding);
  });
});
