import { readSheet } from 'read-excel-file/node';

import { DomainError } from '../../../../kernel/errors/index.js';
import type { Localised } from '../../../../kernel/text/index.js';
import { storedZip, unpackZip, type ZipFault, ZipRefused } from '../../../../platform/uploads/index.js';
import { rowProblem } from '../../domain/ingest/row-messages.js';
import { refusal } from './refusal.js';
import { MOST_CELLS, sheetArea } from './sheet-area.js';

/** Excel itself writes some twenty parts; charts, pictures and old sheets make hundreds. */
const LIMITS = { entries: 1_000, bytes: 32 * 1024 * 1024 };

const NOT_XLSX = { en: 'the file is no Excel workbook (.xlsx)', 'zh-CN': '该文件不是 Excel 工作簿(.xlsx)' };

const REASONS: Readonly<Record<Exclude<ZipFault, 'broken' | 'too_large'> | 'macros' | 'too_wide', Localised>> = {
  encrypted: { en: 'has a password', 'zh-CN': '设有密码' },
  too_many_entries: { en: 'has more than 1,000 parts', 'zh-CN': '包含的部件超过 1000 个' },
  too_dense: { en: 'unpacks to more than a hundred times its size', 'zh-CN': '解压后的大小超过原来的一百倍' },
  larger_than_said: { en: 'unpacks to more than it says', 'zh-CN': '解压后的大小与其声明不符' },
  macros: { en: 'has macros: save it as .xlsx', 'zh-CN': '含有宏:请另存为 .xlsx' },
  too_wide: {
    en: 'has more than 4,000,000 cells from its first to its last: delete what stands far outside the table',
    'zh-CN': '的单元格范围超过 4,000,000 个:请删除数据表以外的内容',
  },
};

/**
 * The rows of the first sheet. The archive is unpacked here and within bounds, and the reader is handed only what was
 * checked: sheets, styles and texts. Pictures, embedded files (another archive among them) and what links to other files
 * stay packed and unread; nothing is ever fetched.
 *
 * @throws DomainError body_too_large, workbook_refused, or invalid_rows for what is no workbook
 */
export async function firstSheetOf(bytes: Buffer): Promise<readonly (readonly unknown[])[]> {
  const parts = await partsIn(bytes);
  if ([...parts.values()].some(isTooWide)) throw refused('too_wide');
  try {
    return await readSheet(storedZip(parts));
  } catch {
    throw notXlsx();
  }
}

async function partsIn(bytes: Buffer): Promise<Map<string, Buffer>> {
  let hasMacros = false;
  try {
    const parts = await unpackZip(bytes, LIMITS, (name) => {
      hasMacros ||= /(^|\/)vbaProject\.bin$/i.test(name);
      return isRead(name);
    });
    if (hasMacros) throw refused('macros');
    return parts;
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    if (error.fault === 'broken') throw notXlsx();
    if (error.fault === 'too_large') throw new DomainError('body_too_large', { limit: LIMITS.bytes });
    throw refused(error.fault);
  }
}

function isRead(name: string): boolean {
  return /^(xl\/(_rels\/workbook\.xml\.rels|[^/]+\.xml|worksheets\/[^/]+\.xml))$/.test(name);
}

function isTooWide(part: Buffer): boolean {
  return part.includes('sheetData') && sheetArea(part.toString('utf8')) > MOST_CELLS;
}

function refused(reason: keyof typeof REASONS): DomainError {
  return new DomainError('workbook_refused', { reason: REASONS[reason] });
}

function notXlsx(): DomainError {
  return refusal(rowProblem('line 1', 'not_xlsx', NOT_XLSX, {}));
}
