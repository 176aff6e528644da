import { DefaultNamingStrategy } from 'typeorm';

/** `plannedFinish` in code is `planned_finish` in SQL; table and constraint names are always written out. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName || propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
