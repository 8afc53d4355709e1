<?php
/**
 * "Pay by link" in the classic and the block checkout.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_checkout(): void {
	add_filter( 'woocommerce_payment_gateways', __NAMESPACE__ . '\add_gateway' );
	add_action( 'woocommerce_blocks_payment_method_type_registration', __NAMESPACE__ . '\add_block_method' );
}

/** @param mixed $gateways */
function add_gateway( $gateways ) {
	require_once __DIR__ . '/class-gateway.php';
	return array_merge( (array) $gateways, array( Gateway::class ) );
}

/** @param mixed $registry */
function add_block_method( $registry ): void {
	if ( class_exists( '\Automattic\WooCommerce\Blocks\Payments\Integrations\AbstractPaymentMethodType' ) ) {
		require_once __DIR__ . '/class-block-method.php';
		$registry->register( new Block_Method() );
	}
}
