export const DEPENDENCY_NOUN = { en: 'dependency', 'zh-CN': '依赖关系' };
export const OWED_NOUN = { en: 'task or milestone', 'zh-CN': '任务或里程碑' };
