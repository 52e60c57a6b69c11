import { defineWords } from './i18n.ts';

/** Words that belong to the controls themselves. */
export const uiWords = defineWords('ui', {
  en: {
    close: 'Close',
    clear: 'Clear',
    backspace: 'Delete last digit',
    backspaceHint: 'Hold to clear',
    numberPad: 'Number pad',
    notices: 'Notices',
    dismiss: 'Dismiss',
    loading: 'Loading',
    language: 'Language',
  },
  'zh-TW': {
    close: '關閉',
    clear: '清除',
    backspace: '刪除最後一位',
    backspaceHint: '長按可全部清除',
    numberPad: '數字鍵盤',
    notices: '通知',
    dismiss: '知道了',
    loading: '載入中',
    language: '語言',
  },
  'zh-CN': {
    close: '关闭',
    clear: '清除',
    backspace: '删除最后一位',
    backspaceHint: '长按可全部清除',
    numberPad: '数字键盘',
    notices: '通知',
    dismiss: '知道了',
    loading: '加载中',
    language: '语言',
  },
});
