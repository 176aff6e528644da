export const CALENDAR_NOUN = { en: 'calendar', 'zh-CN': '工作日历' };
export const CALENDAR_DAY_NOUN = { en: 'day of its own', 'zh-CN': '自定义日期' };
export const ABSENCE_NOUN = { en: 'absence', 'zh-CN': '缺勤记录' };
export const MEMBER_NOUN = { en: 'member', 'zh-CN': '成员' };
