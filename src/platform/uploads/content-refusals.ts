import { DomainError } from '../../kernel/errors/index.js';
import type { Localised } from '../../kernel/text/index.js';
import type { ContentKind } from './content-kind.js';

const FOUND: Readonly<Record<ContentKind, Localised>> = {
  text: { en: 'plain text', 'zh-CN': '纯文本' },
  markup: { en: 'HTML or XML', 'zh-CN': 'HTML 或 XML' },
  zip: { en: 'a ZIP archive or an Excel workbook', 'zh-CN': 'ZIP 压缩包或 Excel 工作簿' },
  gzip: { en: 'compressed (gzip)', 'zh-CN': 'gzip 压缩数据' },
  pdf: { en: 'a PDF', 'zh-CN': 'PDF 文件' },
  ole: { en: 'an old Excel file (.xls), or one with a password', 'zh-CN': '旧版 Excel 文件(.xls)或加密的工作簿' },
  picture: { en: 'a picture', 'zh-CN': '图片' },
  binary: { en: 'binary data', 'zh-CN': '二进制数据' },
};

/** Refuses a body that is something else than its sender says, by its content (RFC 9110 §15.5.16). */
export function contentMismatch(found: ContentKind, expected: string): DomainError {
  return new DomainError('content_mismatch', { found: FOUND[found], expected });
}
