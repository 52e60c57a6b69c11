/** Home: code, name (en, zh-TW, zh-CN), drawing, EUR, USD, colours or scents, sizes, popularity. */
import { type ItemRow, itemRows } from './item-row.ts';

// biome-ignore format: a table reads in rows
const table = itemRows('table', [
  ['TA01', 'Stoneware mug', '炻瓷馬克杯', '炻瓷马克杯', 'mug', 16, 18, 'Chalk Sage Slate Terracotta', '', 142],
  ['TA02', 'Espresso cup', '濃縮咖啡杯', '浓缩咖啡杯', 'mug/espresso', 12, 14, 'Chalk Ink', '', 77],
  ['TA03', 'Dinner plate', '餐盤', '餐盘', 'plate', 22, 25, 'Chalk Sage', '', 83],
  ['TA04', 'Pasta bowl', '深盤', '深盘', 'bowl', 24, 27, 'Chalk Slate', '', 71],
  ['TA05', 'Salad bowl', '沙拉大碗', '沙拉大碗', 'bowl/large', 49, 55, 'Terracotta Chalk', '', 25],
  ['TA06', 'Teapot', '茶壺', '茶壶', 'teapot', 59, 65, 'Charcoal Sage', '', 24],
  ['TA07', 'Glass carafe', '玻璃水瓶', '玻璃水瓶', 'carafe', 29, 33, 'Clear', '', 34],
  ['TA08', 'Tumblers, set of four', '玻璃杯四入組', '玻璃杯四只装', 'tumbler', 28, 32, 'Clear Sage', '', 48],
  ['TA09', 'Oak chopping board', '橡木砧板', '橡木砧板', 'board', 39, 45, 'Oak', 'Small Large', 37],
  ['TA10', 'Linen napkins, set of four', '亞麻餐巾四入組', '亚麻餐巾四条装', 'napkins', 32, 36, 'Natural Clay Navy', '', 44],
  ['TA11', 'Linen apron', '亞麻圍裙', '亚麻围裙', 'apron', 45, 49, 'Oat Evergreen', '', 31],
  ['TA12', 'Serving tray', '上菜托盤', '上菜托盘', 'tray', 39, 43, 'Walnut Oak', '', 20],
]);

// biome-ignore format: a table reads in rows
const living = itemRows('living', [
  ['LI01', 'Scented candle', '香氛蠟燭', '香氛蜡烛', 'candle', 29, 33, 'Fig Cedar Linen', '', 118],
  ['LI02', 'Dinner candles, box of six', '長蠟燭六入盒', '长蜡烛六支盒装', 'tapers', 18, 20, 'Chalk Terracotta Evergreen', '', 66],
  ['LI03', 'Bud vase', '單枝花瓶', '单枝花瓶', 'vase', 19, 22, 'Terracotta Sage Sky', '', 81],
  ['LI04', 'Tall vase', '高花瓶', '高花瓶', 'vase/tall', 59, 65, 'Chalk Charcoal', '', 23],
  ['LI05', 'Linen cushion cover', '亞麻抱枕套', '亚麻抱枕套', 'cushion', 35, 39, 'Natural Rust Sage Navy', '', 63],
  ['LI06', 'Striped cushion', '條紋抱枕', '条纹抱枕', 'cushion/stripe', 45, 49, 'Clay Slate', '', 35],
  ['LI07', 'Lambswool throw', '羔羊毛蓋毯', '羊羔毛盖毯', 'throw', 89, 99, 'Oat Evergreen Mustard', '', 42],
  ['LI08', 'Table lamp', '桌燈', '台灯', 'lamp', 119, 129, 'Brass Ink', '', 16],
  ['LI09', 'Rattan basket', '藤編收納籃', '藤编收纳篮', 'basket', 45, 49, 'Natural', 'S M L', 39],
  ['LI10', 'Plant pot', '花盆', '花盆', 'planter', 24, 27, 'Terracotta Charcoal', 'S M', 53],
  ['LI11', 'Potted olive tree', '盆栽橄欖樹', '盆栽橄榄树', 'tree', 39, 43, '', '', 29, { tax: 'reduced' }],
  ['LI12', 'Wall clock', '掛鐘', '挂钟', 'clock', 69, 75, 'Oak Ink', '', 14],
  ['LI13', 'Picture frame', '相框', '相框', 'frame', 25, 29, 'Oak Ink', 'A5 A4', 36],
  ['LI14', 'Reed diffuser', '擴香瓶', '藤条香薰', 'diffuser', 35, 39, 'Cedar Orange', '', 41],
]);

// biome-ignore format: a table reads in rows
const bedBath = itemRows('bed-bath', [
  ['BB01', 'Bath towel', '浴巾', '浴巾', 'towel', 29, 33, 'Chalk Sage Slate Clay', '', 86],
  ['BB02', 'Hand towel', '擦手巾', '擦手巾', 'towel/hand', 15, 17, 'Chalk Sage Slate', '', 79],
  ['BB03', 'Bath mat', '浴室踏墊', '浴室地垫', 'mat', 29, 32, 'Chalk Slate', '', 32],
  ['BB04', 'Linen duvet cover', '亞麻被套', '亚麻被套', 'duvet', 149, 169, 'Chalk Sage', 'Single Double', 21, { was: 179 }],
  ['BB05', 'Linen pillowcase', '亞麻枕套', '亚麻枕套', 'pillow', 29, 33, 'Chalk Sage Rose', '', 54],
  ['BB06', 'Waffle bathrobe', '鬆餅格浴袍', '华夫格浴袍', 'robe', 89, 99, 'Chalk Slate', 'S M L', 26, { tax: 'wear' }],
  ['BB07', 'Olive oil soap', '橄欖油皂', '橄榄油皂', 'soap', 9, 10, 'Lavender Orange Cedar', '', 124],
  ['BB08', 'Hand wash', '洗手露', '洗手液', 'pump', 19, 22, 'Fig Cedar', '', 68],
]);

// biome-ignore format: a table reads in rows
const paper = itemRows('paper', [
  ['PG01', 'Cloth-bound notebook', '布面筆記本', '布面笔记本', 'notebook', 14, 16, 'Evergreen Clay Navy Ink', '', 97],
  ['PG02', 'Sketchbook', '素描本', '素描本', 'notebook/sketch', 18, 20, 'Natural', '', 30],
  ['PG03', 'Brass pen', '黃銅筆', '黄铜笔', 'pen', 39, 45, 'Brass', '', 33],
  ['PG04', 'Greeting card', '賀卡', '贺卡', 'card', 4, 4.5, 'Rose Sage Sky', '', 155],
  ['PG05', 'Wrapping paper', '包裝紙', '包装纸', 'roll', 6, 7, 'Evergreen Clay', '', 91],
  ['PG06', 'Book: The slow kitchen', '書籍：慢廚房', '书籍：慢厨房', 'book', 29, 35, 'Mustard', '', 27, { tax: 'reduced' }],
  ['PG07', 'Book: Rooms with light', '書籍：有光的房間', '书籍：有光的房间', 'book/plain', 35, 39, 'Slate', '', 19, { tax: 'reduced' }],
  ['PG08', 'Wooden blocks', '木製積木', '木制积木', 'blocks', 25, 28, 'Oak', '', 24],
  ['PG09', 'Playing cards', '撲克牌', '扑克牌', 'cards', 12, 14, 'Berry Navy', '', 52],
]);

export const HOME: readonly ItemRow[] = [...table, ...living, ...bedBath, ...paper];

/** Services have no stock and never move it. */
// biome-ignore format: a table reads in rows
export const SERVICES: readonly ItemRow[] = itemRows('services', [
  ['SV01', 'Gift wrapping', '禮物包裝', '礼品包装', 'gift', 3.5, 4, '', '', 110],
  ['SV02', 'Alteration: new hem', '修改：改長度', '修改：改长度', 'needle', 15, 18, '', '', 46, { tax: 'reduced' }],
  ['SV03', 'Alteration: take in', '修改：收身', '修改：收身', 'needle/take-in', 25, 28, '', '', 18, { tax: 'reduced' }],
  ['SV04', 'Monogram', '繡字', '绣字', 'needle/monogram', 12, 14, '', '', 23],
  ['SV05', 'Home delivery', '宅配到府', '送货上门', 'parcel', 5.95, 7.95, '', '', 31],
]);
