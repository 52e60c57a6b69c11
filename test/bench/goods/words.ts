/** Words that invented goods are named with: English, as Taiwan writes it, as the mainland writes it. */
type Trio = readonly [english: string, taiwan: string, mainland: string];

export const KINDS: readonly (readonly [category: string, nouns: readonly Trio[]])[] = [
  [
    'Clothing > Tops',
    [
      ['Shirt', '襯衫', '衬衫'],
      ['Blouse', '女用上衣', '女式衬衫'],
      ['Cardigan', '開襟衫', '开衫'],
      ['Pullover', '套頭毛衣', '套头毛衣'],
      ['Hoodie', '連帽上衣', '连帽衫'],
      ['Vest', '背心', '马甲'],
    ],
  ],
  [
    'Clothing > Bottoms',
    [
      ['Trousers', '長褲', '长裤'],
      ['Jeans', '牛仔褲', '牛仔裤'],
      ['Skirt', '裙子', '半身裙'],
      ['Shorts', '短褲', '短裤'],
      ['Leggings', '內搭褲', '打底裤'],
    ],
  ],
  [
    'Clothing > Outerwear',
    [
      ['Raincoat', '雨衣', '雨衣'],
      ['Jacket', '夾克', '夹克'],
      ['Parka', '派克大衣', '派克大衣'],
      ['Scarf', '圍巾', '围巾'],
      ['Gloves', '手套', '手套'],
    ],
  ],
  [
    'Shoes',
    [
      ['Sneakers', '運動鞋', '运动鞋'],
      ['Boots', '靴子', '靴子'],
      ['Sandals', '涼鞋', '凉鞋'],
      ['Slippers', '拖鞋', '拖鞋'],
    ],
  ],
  [
    'Home > Kitchen',
    [
      ['Teapot', '茶壺', '茶壶'],
      ['Saucepan', '湯鍋', '汤锅'],
      ['Cutting board', '砧板', '砧板'],
      ['Lunch box', '便當盒', '饭盒'],
      ['Thermos bottle', '保溫瓶', '保温杯'],
      ['Whisk', '打蛋器', '打蛋器'],
      ['Mug', '馬克杯', '马克杯'],
    ],
  ],
  [
    'Home > Living',
    [
      ['Cushion cover', '抱枕套', '抱枕套'],
      ['Blanket', '毛毯', '毛毯'],
      ['Table lamp', '檯燈', '台灯'],
      ['Candle', '蠟燭', '蜡烛'],
      ['Picture frame', '相框', '相框'],
      ['Storage basket', '收納籃', '收纳篮'],
    ],
  ],
  [
    'Electronics',
    [
      ['Headphones', '耳機', '耳机'],
      ['Charging cable', '充電線', '充电线'],
      ['Keyboard', '鍵盤', '键盘'],
      ['Loudspeaker', '喇叭', '音箱'],
      ['Power bank', '行動電源', '充电宝'],
      ['Computer mouse', '滑鼠', '鼠标'],
    ],
  ],
  [
    'Food > Pantry',
    [
      ['Olive oil', '橄欖油', '橄榄油'],
      ['Soy sauce', '醬油', '酱油'],
      ['Rice noodles', '米粉', '米粉'],
      ['Strawberry jam', '草莓果醬', '草莓果酱'],
      ['Pineapple cake', '鳳梨酥', '菠萝酥'],
      ['Oolong tea', '烏龍茶', '乌龙茶'],
      ['Dark chocolate', '黑巧克力', '黑巧克力'],
    ],
  ],
  [
    'Stationery',
    [
      ['Notebook', '筆記本', '笔记本'],
      ['Fountain pen', '鋼筆', '钢笔'],
      ['Wrapping paper', '包裝紙', '包装纸'],
      ['Pencil case', '鉛筆盒', '铅笔盒'],
      ['Calendar', '月曆', '日历'],
    ],
  ],
  [
    'Toys',
    [
      ['Jigsaw puzzle', '拼圖', '拼图'],
      ['Teddy bear', '泰迪熊', '泰迪熊'],
      ['Building blocks', '積木', '积木'],
      ['Skipping rope', '跳繩', '跳绳'],
    ],
  ],
];

export const MANNERS: readonly Trio[] = [
  ['Classic', '經典', '经典'],
  ['Lightweight', '輕量', '轻量'],
  ['Organic', '有機', '有机'],
  ['Foldable', '可折疊', '可折叠'],
  ['Waterproof', '防水', '防水'],
  ['Handmade', '手工', '手工'],
  ['Vintage', '復古', '复古'],
  ['Quilted', '絎縫', '绗缝'],
  ['Striped', '條紋', '条纹'],
  ['Slim', '修身', '修身'],
  ['Oversized', '寬版', '宽松'],
  ['Wireless', '無線', '无线'],
  ['Deluxe', '豪華', '豪华'],
  ['Travel', '旅行', '旅行'],
  ['Everyday', '日常', '日常'],
  ['Children’s', '兒童', '儿童'],
  ['Seasonal', '季節', '季节'],
  ['Reversible', '雙面', '双面'],
  ['Insulated', '保溫', '保温'],
  ['Recycled', '再生', '再生'],
];

export const MATERIALS: readonly Trio[] = [
  ['Linen', '亞麻', '亚麻'],
  ['Cotton', '棉', '棉'],
  ['Merino', '美麗諾羊毛', '美利奴羊毛'],
  ['Leather', '皮革', '皮革'],
  ['Bamboo', '竹', '竹'],
  ['Stainless steel', '不鏽鋼', '不锈钢'],
  ['Ceramic', '陶瓷', '陶瓷'],
  ['Walnut', '胡桃木', '胡桃木'],
  ['Silk', '絲綢', '丝绸'],
  ['Denim', '丹寧', '牛仔布'],
  ['Velvet', '天鵝絨', '天鹅绒'],
  ['Cashmere', '喀什米爾', '羊绒'],
];

export const COLOURS = [
  'Black',
  'White',
  'Blue',
  'Navy',
  'Green',
  'Olive',
  'Red',
  'Burgundy',
  'Grey',
  'Sand',
  'Mustard',
  'Turquoise',
] as const;
export const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const;
export const SHOE_SIZES = ['36', '37', '38', '39', '40', '41', '42', '43', '44'] as const;
export const PACKS = ['100 g', '250 g', '500 g', '1 kg', '330 ml', '750 ml'] as const;

/** Brands and collections are made of these: thousands of words that no dictionary has. */
export const SYLLABLES = [
  ...['bra', 'cor', 'del', 'fen', 'gal', 'hol', 'jun', 'kel', 'lor', 'mar', 'nor', 'ost', 'pel', 'quin', 'ros', 'sal'],
  ...['tor', 'ul', 'ver', 'wil', 'yar', 'zen', 'ama', 'bel', 'cas', 'dor', 'eli', 'fara', 'gri', 'hart', 'ive', 'kas'],
] as const;
export const ENDINGS = [
  'a',
  'en',
  'ia',
  'o',
  'us',
  'ström',
  'é',
  'wick',
  'ley',
  'mann',
  'sky',
  'dal',
  'field',
  'ton',
] as const;
