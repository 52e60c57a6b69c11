/** How the shop is arranged: two levels at most, in the order of a walk from the door to the counter. */

/** Which of the store's tax treatments goods of a category get; `wear` is clothing in the sense of New York's law. */
export type TaxKind = 'standard' | 'wear' | 'reduced';

interface CategoryRow {
  readonly key: string;
  readonly parent: string | null;
  readonly hue: number;
  readonly tax: TaxKind;
  readonly title: readonly [en: string, zhTw: string, zhCn: string];
}

const row = (
  key: string,
  parent: string | null,
  hue: number,
  tax: TaxKind,
  ...title: CategoryRow['title']
): CategoryRow => ({ key, parent, hue, tax, title });

export const CATEGORY_ROWS: readonly CategoryRow[] = [
  row('clothing', null, 2, 'wear', 'Clothing', '服裝', '服装'),
  row('shirts', 'clothing', 2, 'wear', 'Shirts & tops', '襯衫與上衣', '衬衫与上衣'),
  row('knitwear', 'clothing', 1, 'wear', 'Knitwear', '針織', '针织'),
  row('dresses', 'clothing', 0, 'wear', 'Dresses & skirts', '洋裝與裙子', '连衣裙与半裙'),
  row('trousers', 'clothing', 7, 'wear', 'Trousers', '褲子', '裤子'),
  row('coats', 'clothing', 3, 'wear', 'Coats & jackets', '大衣與外套', '大衣与外套'),
  row('accessories', null, 8, 'standard', 'Accessories', '配件', '配饰'),
  row('bags', 'accessories', 8, 'standard', 'Bags & leather', '包款與皮件', '箱包与皮具'),
  row('shoes', 'accessories', 9, 'wear', 'Shoes', '鞋履', '鞋履'),
  row('scarves', 'accessories', 10, 'wear', 'Scarves, hats & more', '圍巾、帽子與小物', '围巾、帽子与小物'),
  row('home', null, 4, 'standard', 'Home', '居家', '家居'),
  row('table', 'home', 4, 'standard', 'Table & kitchen', '餐桌與廚房', '餐桌与厨房'),
  row('living', 'home', 5, 'standard', 'Living', '客廳', '客厅'),
  row('bed-bath', 'home', 6, 'standard', 'Bed & bath', '寢具與衛浴', '床品与卫浴'),
  row('paper', null, 11, 'standard', 'Paper & gifts', '紙品與禮物', '纸品与礼物'),
  row('services', null, 7, 'standard', 'Services', '服務', '服务'),
];
