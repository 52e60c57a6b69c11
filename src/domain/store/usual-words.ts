/** What a new store begins with: reasons to change what the machine proposed, and the foot of its receipts. */
import type { Words } from '../catalog/variant.ts';
import type { Reason } from './store.ts';

export type UsualReason = Omit<Reason, 'id'>;

const reason = (use: Reason['use'], en: string, zhTw: string, zhCn: string): UsualReason => ({
  use,
  title: { en, 'zh-TW': zhTw, 'zh-CN': zhCn },
});

export const USUAL_REASONS: readonly UsualReason[] = [
  reason('price', 'Price on the label differs', '標籤價格不同', '标签价格不同'),
  reason('price', 'Matched another shop', '比照他店價格', '比照其他店价格'),
  reason('price', 'Display piece', '展示品', '样品'),
  reason('discount', 'Small flaw', '小瑕疵', '小瑕疵'),
  reason('discount', 'Loyal client', '常客優惠', '老顾客优惠'),
  reason('discount', 'Colleague', '員工優惠', '员工优惠'),
  reason('discount', 'Goodwill', '善意補償', '善意补偿'),
  reason('return', 'Wrong size', '尺寸不合', '尺码不合适'),
  reason('return', 'Changed mind', '改變心意', '改变主意'),
  reason('return', 'Faulty', '商品瑕疵', '商品有瑕疵'),
  reason('return', 'Gift returned', '退回禮物', '礼物退回'),
  reason('void', 'Rung by mistake', '誤打', '录入有误'),
  reason('void', 'Wrong payment type', '付款方式錯誤', '付款方式错误'),
  reason('void', 'Customer cancelled', '顧客取消', '顾客取消'),
  reason('paid-in', 'Change from the bank', '銀行換零錢', '银行兑换零钱'),
  reason('paid-in', 'Found in the till', '收銀機內發現', '钱箱内发现'),
  reason('paid-out', 'To the safe', '存入保險箱', '存入保险柜'),
  reason('paid-out', 'Small purchases', '零星採購', '零星采购'),
  reason('paid-out', 'Courier', '快遞費', '快递费'),
];

export const USUAL_RECEIPT_FOOTER: Words = {
  en: 'Thank you for coming in. Returns within 30 days with this receipt.',
  'zh-TW': '謝謝光臨。三十天內可憑本收據退貨。',
  'zh-CN': '谢谢光临。三十天内可凭本小票退货。',
};
