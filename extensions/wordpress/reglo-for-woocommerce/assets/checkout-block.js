/* The gateway in the block checkout: a title and a sentence. Written for browsers as it is, no build step. */
( function ( registry, settings, element, entities ) {
	const data = settings.getPaymentMethodData( 'reglo', {} );
	const title = entities.decodeEntities( data.title || '' );
	const text = element.createElement( 'p', null, entities.decodeEntities( data.description || '' ) );
	registry.registerPaymentMethod( {
		name: 'reglo',
		label: element.createElement( 'span', null, title ),
		ariaLabel: title,
		content: text,
		edit: text,
		canMakePayment: () => true,
		supports: { features: data.supports || [ 'products' ] },
	} );
} )( window.wc.wcBlocksRegistry, window.wc.wcSettings, window.wp.element, window.wp.htmlEntities );
